/** A name that is read again and again keeps its id: finding it by its text costs as much as reading it. */
export class KnownName {
  readonly text: string;
  /** Of the writer that it was given by, as long as that writer remembers its names. */
  id = 0;
  givenBy: object | null = null;

  constructor(text: string) {
    this.text = text;
  }
}

/** @example nameOf(""); // null */
export function nameOf(text: string | null | undefined): KnownName | null {
  return text ? new KnownName(text) : null;
}
