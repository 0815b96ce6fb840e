import type { ReactElement, ReactNode } from "react";

import type { Scope } from "../plane/rights";
import type { Field } from "./fields";

/** One column of a list. The first one names the row and links to its card. */
export interface Column<T> {
  readonly source: string;
  readonly label: string;
  readonly kind?: "text" | "moment" | "status" | "flag" | "number";
  readonly render?: (row: T) => ReactNode;
  /** Whether the list can be sorted by it; by nothing unless said so. */
  readonly sorts?: boolean;
  /** Whether it is shown only to those who choose it. */
  readonly hidden?: boolean;
}

/** A list page, as a declaration. */
export interface ListOf<T> {
  /** The list's path below `/api/v1/`. */
  readonly resource: string;
  readonly title: string;
  readonly columns: readonly Column<T>[];
  readonly filters?: readonly (Field & { readonly always?: boolean })[];
  readonly search?: string;
  readonly sort?: { readonly field: string; readonly order: "ASC" | "DESC" };
  /** Filters whose codes are counted. */
  readonly facets?: readonly string[];
  /** Where a row leads; its card unless said otherwise, nowhere with `null`. */
  readonly to?: ((row: T) => string) | null;
  readonly creates?: { readonly scope: Scope; readonly label: string };
  /** The import of files of such things, with what one needs for it. */
  readonly imports?: { readonly to: string; readonly scopes: readonly Scope[] };
  /** The path of the same list as a file. */
  readonly exports?: string;
  readonly bulk?: ReactElement;
  readonly actions?: ReactNode;
  /** At the end of each row. */
  readonly rowActions?: (row: T) => ReactNode;
  /** What is always asked for. */
  readonly filter?: Readonly<Record<string, unknown>>;
  readonly none: string;
  /** Whether it stands in a tab of a card: without a title of its own. */
  readonly within?: boolean;
}
