declare namespace Cloudflare {
  interface Env {
    MIGRATIONS: import('cloudflare:test').D1Migration[];
    /** Real servers on this machine: test/providers/. */
    PROVIDERS_URL: string;
    PUSH_SERVICES: string;
    SMTP_PORT: number;
    SMTPS_PORT: number;
    SMTP_PLAIN_PORT: number;
  }
  interface GlobalProps {
    mainModule: typeof import('../../worker/index.ts');
    durableNamespaces: 'UserObject';
  }
}
