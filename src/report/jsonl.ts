import type { Reporter } from "./reporter.js";

/**
 * One result a line, in input order; the summary is not part of it.
 *
 * @example
 * createJsonlReporter().result(result, null); // → '{"listing":"sku-1",…}\n'
 */
export function createJsonlReporter(): Reporter {
  return {
    begin: () => "",
    result: (result) => `${JSON.stringify(result)}\n`,
    end: () => "",
  };
}
