/** Countersign as it is deployed, and beside it a control for what a benchmark needs. */
export { default } from '../../../worker/index.ts';
export * from '../../../worker/index.ts';
export { BenchControl } from './bench-control.ts';
