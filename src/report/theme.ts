import { styleText } from "node:util";
import type { Level, Status } from "../contracts/result.js";

type Style = Parameters<typeof styleText>[0];

/** Colours by meaning; without colour every function returns its text as it is. */
export interface Theme {
  readonly heading: (text: string) => string;
  readonly muted: (text: string) => string;
  readonly match: (text: string) => string;
  readonly suggestion: (text: string) => string;
  readonly status: (status: Status, text: string) => string;
  readonly level: (level: Level, text: string) => string;
}

const STATUS_STYLES: Readonly<Record<Status, Style>> = {
  violation: ["bold", "red"],
  incomplete: ["bold", "magenta"],
  review: ["bold", "yellow"],
  clean: ["bold", "green"],
};

const LEVEL_STYLES: Readonly<Record<Level, Style>> = {
  1: ["bold", "white", "bgRed"],
  2: ["bold", "red"],
  3: ["bold", "yellow"],
  4: "cyan",
};

export function createTheme(color: boolean): Theme {
  // Whether colour is wanted was decided at the door: the environment is not asked again here.
  const paint = (style: Style) => (text: string) =>
    color && text !== "" ? styleText(style, text, { validateStream: false }) : text;
  return {
    heading: paint(["bold", "underline"]),
    muted: paint("gray"),
    match: paint(["bold", "red"]),
    suggestion: paint("green"),
    status: (status, text) => paint(STATUS_STYLES[status])(text),
    level: (level, text) => paint(LEVEL_STYLES[level])(text),
  };
}
