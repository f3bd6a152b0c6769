/**
 * What a message says of its own commit: `git merge --squash` quotes the messages of others, indented, trailers and all.
 */
const OWN = /^AI-Provenance:[ \t]*added=\d/im;

/** The message without what it quotes, if it has numbers of its own; else the quoted ones are all that is told. */
export function ownMessage(message: string): string {
  return OWN.test(message) ? message.replace(/^[ \t].*$/gm, '') : message;
}
