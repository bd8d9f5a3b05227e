/**
 * Makes text of a page safe and honest to print: control characters (they could move the cursor or recolour the
 * terminal), bidirectional controls (they reorder what is read), zero-width and other invisible characters (they hide
 * inside words), half surrogates and noncharacters (no XML takes them) are shown by their code; line breaks and tabs
 * become a visible mark and a space.
 *
 * @example
 * neutralise("根\u200b治"); // → "根‹U+200B›治"
 */
export function neutralise(text: string): string {
  return text.replace(
    /\r\n?|\n|\t|\p{Cc}|\p{Cf}|\p{Cs}|\p{Zl}|\p{Zp}|\p{Default_Ignorable_Code_Point}|\p{Noncharacter_Code_Point}/gu,
    (found) => {
      if (found === "\t") return " ";
      if (found === "\n" || found.startsWith("\r")) return "⏎";
      return `‹U+${(found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}›`;
    },
  );
}
