import { startHttpProviders } from './http-providers.ts';
import { startPushService } from './push-service.ts';
import { startSmtpServer } from './smtp-server.ts';
import { testCertificate } from './test-certificate.ts';

/**
 * Providers for the tests: real sockets, on this machine. What they received is asked of the HTTP server. They end
 * with the process. Call it before miniflare is loaded: workerd is to trust the certificate.
 */
export async function startProviders() {
  const certificate = await testCertificate();
  process.env['NODE_EXTRA_CA_CERTS'] = certificate.file;
  const [smtpPort, tlsPort] = await Promise.all([
    startSmtpServer(certificate, false),
    startSmtpServer(certificate, true),
  ]);
  const plainPort = await startSmtpServer(null, false);
  return {
    PROVIDERS_URL: await startHttpProviders(),
    PUSH_SERVICES: await startPushService(certificate),
    SMTP_PORT: smtpPort,
    SMTPS_PORT: tlsPort,
    SMTP_PLAIN_PORT: plainPort,
  };
}
