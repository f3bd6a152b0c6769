/**
 * The kinds of documents that are followed: files.
 */
export const followedSchemes = ['file'] as const;
