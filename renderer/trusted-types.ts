/**
 * The page's only Trusted Types policy. `main.tsx` imports this file before anything else: what runs earlier would find
 * no policy and be refused by the host's `require-trusted-types-for 'script'`.
 *
 * Text without `<` may become markup (Mantine writes its generated style sheets that way); elements never come from
 * strings. Scripts come from this page's own origin or not at all.
 */
interface PolicyRules {
  createHTML(input: string): string;
  createScript(input: string): string;
  createScriptURL(input: string): string;
}

interface PolicyFactory {
  readonly defaultPolicy: object | null;
  createPolicy(name: string, rules: PolicyRules): object;
}

const refuseInput = (what: string, input: string): never => {
  throw new TypeError(`${what} may not be made from a string: ${input.slice(0, 80)}`);
};

const { trustedTypes } = globalThis as { readonly trustedTypes?: PolicyFactory };

// A hot reload evaluates this module again; a second default policy would be refused.
if (trustedTypes !== undefined && trustedTypes.defaultPolicy === null) {
  trustedTypes.createPolicy('default', {
    createHTML: (input) => (input.includes('<') ? refuseInput('Markup', input) : input),
    createScript: (input) => refuseInput('A script', input),
    createScriptURL: (input) =>
      new URL(input, location.href).origin === location.origin ? input : refuseInput('A script address', input),
  });
}
