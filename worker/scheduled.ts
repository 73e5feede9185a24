import { now } from './clock.ts';
import { config } from './config.ts';
import { errorText } from './error-text.ts';
import { AUDIT_HEAD_EVERY_MS } from './policy/limits.ts';

/** What the Worker does by itself, once a minute. Each job goes on where it stopped, and fails alone. */
export async function scheduled(env: Env): Promise<void> {
  const jobs = { 'audit head': signIfDue, 'audit webhook': toWebhook, 'audit bucket': toBucket };
  await Promise.all(
    Object.entries(jobs).map(async ([name, job]) => {
      try {
        await job(env);
      } catch (error) {
        console.error(name, errorText(error));
      }
    }),
  );
}

async function signIfDue({ DB }: Env): Promise<void> {
  const { newestHead, signHead } = await import('./audit/sign-head.ts');
  const newest = await newestHead(DB);
  if (!newest || now() - Date.parse(newest.at) >= AUDIT_HEAD_EVERY_MS) await signHead(DB);
}

async function toWebhook({ DB }: Env): Promise<void> {
  if (!config.auditWebhook) return;
  const { streamToWebhook } = await import('./audit/stream-to-webhook.ts');
  await streamToWebhook(DB, config.auditWebhook);
}

async function toBucket({ DB, AUDIT_BUCKET }: Env): Promise<void> {
  if (!AUDIT_BUCKET) return;
  const { exportToBucket } = await import('./audit/export-to-bucket.ts');
  await exportToBucket(DB, AUDIT_BUCKET);
}
