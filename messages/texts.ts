/**
 * The shape that a catalog in another language must have: the same texts under the same names, and the same values
 * for those that are made of values.
 */
export type Texts<Catalog> = Catalog extends (...values: infer Values) => string
  ? (...values: Values) => string
  : Catalog extends string
    ? string
    : { [Name in keyof Catalog]: Texts<Catalog[Name]> };
