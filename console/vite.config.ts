import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

/** The style attribute of SvelteKit's own route announcer (its root.svelte). */
const ROUTE_ANNOUNCER = 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo=';
/** An empty style element: bits-ui's PinInput makes one and fills it through the CSSOM. */
const EMPTY_STYLE = 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';

export default defineConfig({
  plugins: [
    sveltekit({
      adapter: adapter({ pages: 'build', fallback: '200.html' }),
      compilerOptions: { runes: true },
      // Only the authenticator's pages start it, for themselves.
      serviceWorker: { register: false },
      csp: {
        mode: 'hash',
        directives: {
          'default-src': ['none'],
          'script-src': ['self'],
          'style-src-elem': ['self', EMPTY_STYLE],
          'style-src-attr': ['unsafe-hashes', ROUTE_ANNOUNCER],
          'img-src': ['self'],
          'connect-src': ['self'],
          'manifest-src': ['self'],
          // Svelte's own templates are the only HTML that is ever parsed from text.
          'require-trusted-types-for': ['script'],
          // The other policy names the authenticator's service worker (lib/authenticator/service-worker.ts).
          'trusted-types': ['svelte-trusted-html', 'countersign-service-worker'],
          'base-uri': ['none'],
          'form-action': ['self'],
        },
      },
    }),
  ],
});
