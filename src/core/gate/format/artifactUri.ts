/**
 * Repository paths as relative URI references (RFC 3986).
 */

/** Every segment percent-encoded; halves of a character, which no URI can hold, as U+FFFD. */
export function artifactUri(path: string): string {
  return path
    .replace(/\p{Cs}/gu, '\ufffd')
    .split('/')
    .map((segment) => encodeURIComponent(segment))
    .join('/');
}
