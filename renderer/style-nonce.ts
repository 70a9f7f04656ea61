/** The nonce that the host put into this page, under which `<style>` elements made at run time are accepted. */
export const styleNonce = (): string =>
  document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
