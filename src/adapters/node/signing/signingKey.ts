/**
 * The key with which a person signs, as git's own configuration names it.
 */
export type SigningKey =
  | {
      readonly kind: 'ssh';
      readonly program: string;
      /** A private key, or the public one of a key that lies beside it or in the agent. */
      readonly key: { readonly file: string } | { readonly literal: string };
    }
  | {
      readonly kind: 'gpg';
      readonly program: string;
      /** As `gpg --local-user` takes it. */
      readonly user: string;
    };
