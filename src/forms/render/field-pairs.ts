import type { Field } from "../document.js";

/** Lines of a boxed form: two fields a line, a wide one alone. */
export function fieldLines(fields: readonly Field[]): readonly (readonly Field[])[] {
  const lines: Field[][] = [];
  let open: Field[] | null = null;
  for (const field of fields) {
    if (field.isWide === true) {
      lines.push([field]);
      open = null;
    } else if (open === null) {
      open = [field];
      lines.push(open);
    } else {
      open.push(field);
      open = null;
    }
  }
  return lines;
}
