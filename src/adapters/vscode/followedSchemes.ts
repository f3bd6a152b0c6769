/**
 * The kinds of documents that are followed: files, drafts that have no file yet, and the cells of notebooks.
 */

/** All cells of a notebook have the path of its file. */
export const CELL_SCHEME = 'vscode-notebook-cell';

export const followedSchemes = ['file', 'untitled', CELL_SCHEME] as const;
