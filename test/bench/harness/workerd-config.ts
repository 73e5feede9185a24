import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Module } from './bundle.ts';
import { COMPATIBILITY_DATE } from './start-worker.ts';

export interface Bindings {
  variables?: Record<string, string>;
  /** Binding → Durable Object class. */
  objects?: Record<string, string>;
  /** Bindings that are only named: nothing calls them while the Worker starts. */
  unused?: string[];
}

const MODULE_FIELD = { ESModule: 'esModule', CompiledWasm: 'wasm', Text: 'text' } as const;

/** Writes a configuration for a bare workerd with one Worker and nothing around it. @returns its file */
export function workerdConfig(directory: string, modules: Module[], bindings: Bindings = {}): string {
  mkdirSync(directory, { recursive: true });
  const text = JSON.stringify;
  const parts = modules.map(({ type, path, contents }, index) => {
    writeFileSync(join(directory, `module-${index}`), contents);
    return `(name = ${text(path.slice(1))}, ${MODULE_FIELD[type]} = embed "module-${index}")`;
  });
  const { variables = {}, objects = {}, unused = [] } = bindings;
  const bound = [
    ...Object.entries(variables).map(([name, value]) => `(name = ${text(name)}, text = ${text(value)})`),
    ...Object.entries(objects).map(
      ([name, value]) => `(name = ${text(name)}, durableObjectNamespace = ${text(value)})`,
    ),
    ...unused.map((name) => `(name = ${text(name)}, service = "main")`),
  ];
  const namespaces = Object.values(objects).map(
    (name) => `(className = ${text(name)}, uniqueKey = ${text(name)}, enableSql = true)`,
  );
  const file = join(directory, 'workerd.capnp');
  writeFileSync(
    file,
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = (
    modules = [${parts.join(', ')}],
    compatibilityDate = "${COMPATIBILITY_DATE}",
    compatibilityFlags = ["nodejs_compat"],
    bindings = [${bound.join(', ')}],
    durableObjectNamespaces = [${namespaces.join(', ')}],
    durableObjectStorage = (inMemory = void)
  ))],
  sockets = [(name = "http", http = (), service = "main")]
);
`,
  );
  return file;
}
