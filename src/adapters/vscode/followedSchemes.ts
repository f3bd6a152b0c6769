/**
 * The kinds of documents that are followed: files, and drafts that have no file yet.
 */
export const followedSchemes = ['file', 'untitled'] as const;
