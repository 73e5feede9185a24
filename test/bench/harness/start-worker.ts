import type { Module } from './bundle.ts';
import { children, cpuTime } from './cpu-time.ts';
import { miniflare } from './toolchain.ts';

/** A server under measurement, whatever it runs on. */
export interface Server {
  name: string;
  port: number;
  pid: number;
  cpuMs(): number;
  stop(): Promise<void>;
}

export interface WorkerOptions {
  name: string;
  modules: Module[];
  /** Where SQLite files go. Kept between starts when given again. */
  directory: string;
  objects?: Record<string, string>;
  databases?: string[];
  variables?: Record<string, string>;
  flags?: string[];
  /** Bindings of static assets, of which there are none. */
  emptyAssets?: string[];
  /** Named entrypoints that get a socket of their own, beside the default one's. */
  entrypoints?: string[];
  /** Opens workerd's inspector there, for a CPU profile. Slows what it looks at. */
  inspectorPort?: number;
}

/** The product's own (wrangler.toml), so that all Workers run under one set of rules. */
export const COMPATIBILITY_DATE = '2026-10-01';

/** Starts a Worker on a workerd of its own and gives its direct socket: no proxy stands before it. */
export async function startWorker(options: WorkerOptions): Promise<Server & { instance: MiniflareInstance }> {
  const before = new Set(children());
  const { Miniflare, Response: NodeResponse, convertV4MiniflareOptions, Log, LogLevel } = miniflare;
  const instance = new Miniflare(
    convertV4MiniflareOptions({
      name: options.name,
      modules: options.modules,
      modulesRoot: '/',
      compatibilityDate: COMPATIBILITY_DATE,
      compatibilityFlags: options.flags ?? [],
      durableObjects: Object.fromEntries(
        Object.entries(options.objects ?? {}).map(([binding, className]) => [
          binding,
          { className, useSQLite: true },
        ]),
      ),
      d1Databases: options.databases ?? [],
      bindings: options.variables ?? {},
      serviceBindings: Object.fromEntries(
        (options.emptyAssets ?? []).map((binding) => [
          binding,
          () => new NodeResponse(null, { status: 404 }),
        ]),
      ),
      resourcePersistencePath: options.directory,
      unsafeDirectSockets: [undefined, ...(options.entrypoints ?? [])].map((entrypoint) => ({
        host: '127.0.0.1',
        port: 0,
        entrypoint,
      })),
      inspectorPort: options.inspectorPort,
      telemetry: { enabled: false },
      cf: false,
      log: new Log(LogLevel.WARN),
    }),
  );
  await instance.ready;
  const { port } = await instance.unsafeGetDirectURL(options.name);
  const [pid, ...more] = children().filter((child) => !before.has(child));
  if (!pid || more.length > 0) throw new Error(`Cannot tell which process is the workerd of ${options.name}`);
  return {
    name: options.name,
    port: Number(port),
    pid,
    cpuMs: () => cpuTime(pid),
    stop: () => instance.dispose(),
    instance,
  };
}

type MiniflareInstance = InstanceType<typeof miniflare.Miniflare>;
