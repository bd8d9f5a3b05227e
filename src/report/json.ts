import type { Reporter } from "./reporter.js";

/**
 * One object `{"results": […], "summary": {…}, "remarks"?: […]}`, written as the results come, so that memory does not grow with them.
 */
export function createJsonReporter(): Reporter {
  let isFirst = true;
  return {
    begin: () => '{"results":[',
    result: (result) => {
      const separator = isFirst ? "\n" : ",\n";
      isFirst = false;
      return separator + JSON.stringify(result);
    },
    end: (summary, closing) => {
      const remarks = closing?.remarks ?? [];
      const said = remarks.length === 0 ? "" : `,"remarks":${JSON.stringify(remarks)}`;
      return `\n],"summary":${JSON.stringify(summary)}${said}}\n`;
    },
  };
}
