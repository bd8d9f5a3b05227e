import type { Zone } from "../contracts/passage.js";

/** What the reader does at an element, beyond breaking or joining text. */
export const Role = {
  NONE: 0,
  /** `br`: a line break within the text. */
  BREAK: 1,
  /** A picture or control within a line: it parts words like a space. */
  OBJECT: 2,
  SCRIPT: 3,
  STYLE: 4,
  TITLE: 5,
  TEXTAREA: 6,
  META: 7,
  LINK: 8,
  ANCHOR: 9,
  TABLE: 10,
  ROW: 11,
  CELL: 12,
  DEFINITIONS: 13,
  TERM: 14,
  DEFINITION: 15,
  ITEM: 16,
  IFRAME: 17,
  /** `rt`: a gloss above the line. */
  GLOSS: 18,
  FOREIGN: 19,
  HTML: 20,
  /** Raw text that is shown: `xmp`, `plaintext`. */
  RAW: 21,
  /** `dialog`: shown while it is open. */
  DIALOG: 22,
} as const;
export type Role = (typeof Role)[keyof typeof Role];

/** Elements that close one another when the end tag is left out. */
export const Group = {
  NONE: 0,
  P: 1,
  LI: 2,
  DT: 3,
  CELL: 4,
  ROW: 5,
  SECTION: 6,
  OPTION: 7,
  OPTGROUP: 8,
  RUBY: 9,
  A: 10,
  HEADING: 11,
  TABLE: 12,
  HEAD: 13,
  BODY: 14,
  BUTTON: 15,
} as const;
export type Group = (typeof Group)[keyof typeof Group];

/** What searches of the stack of open elements look at, as bits. */
export const Trait = { BARRIER: 1, SPECIAL: 2, TABLE: 4, HEADING: 8, PLAIN: 16, TEMPLATE: 32 } as const;

/** What the HTML standard says about an element, as far as text depends on it. */
export interface Tag {
  /** Above 0 and its own for each element of the table; 0 for those that are not in it. */
  readonly id: number;
  readonly name: string;
  readonly role: Role;
  readonly group: Group;
  /** Its box begins a line of its own: text before and after it never joins. */
  readonly block: boolean;
  readonly isVoid: boolean;
  /** An end tag of an inline element does not reach past it. */
  readonly special: boolean;
  /** No end tag but a table's own reaches past it. */
  readonly barrier: boolean;
  /** The end tag may be left out. */
  readonly optionalEnd: boolean;
  /** Ends an open paragraph. */
  readonly closesParagraph: boolean;
  /** Never shown by a browser that runs scripts. */
  readonly unshown: boolean;
  /** White space is kept. */
  readonly preformatted: boolean;
  readonly zone: Zone | null;
  /** Bits of `Trait`. */
  readonly traits: number;
}

const PLAIN: Tag = {
  id: 0,
  name: "",
  role: Role.NONE,
  group: Group.NONE,
  block: false,
  isVoid: false,
  special: false,
  barrier: false,
  optionalEnd: false,
  closesParagraph: false,
  unshown: false,
  preformatted: false,
  zone: null,
  traits: 0,
};

/** Any element that is not in the table: inline, joins words. */
export const UNKNOWN_TAG: Tag = PLAIN;

const TAGS = new Map<string, Tag>();

function define(names: string, traits: Partial<Tag> = {}): void {
  for (const name of names.split(" ")) {
    const tag = { ...PLAIN, id: TAGS.size + 1, ...TAGS.get(name), ...traits, name };
    TAGS.set(name, { ...tag, traits: traitsOf(tag) });
  }
}

function traitsOf(tag: Tag): number {
  const isPlain = tag.name === "div" || tag.name === "address" || tag.name === "p";
  return (
    (tag.barrier ? Trait.BARRIER : 0) |
    (tag.special ? Trait.SPECIAL : 0) |
    (tag.group === Group.TABLE ? Trait.TABLE : 0) |
    (tag.group === Group.HEADING ? Trait.HEADING : 0) |
    (isPlain ? Trait.PLAIN : 0) |
    (tag.name === "template" ? Trait.TEMPLATE : 0)
  );
}

const BLOCK = { block: true, special: true, closesParagraph: true };
define("a abbr b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q s samp small span strike strong sub sup time tt u var ruby rb picture slot map");
define(
  "address article aside blockquote center details dir div fieldset figcaption figure footer form header hgroup main menu nav ol search section summary ul listing",
  BLOCK,
);
define("legend frameset", { block: true, special: true });
define("p", { ...BLOCK, group: Group.P, optionalEnd: true });
define("pre", { ...BLOCK, preformatted: true });
define("h1 h2 h3 h4 h5 h6", { ...BLOCK, group: Group.HEADING, zone: "heading" });
define("hr", { ...BLOCK, isVoid: true });
define("li", { ...BLOCK, group: Group.LI, role: Role.ITEM, optionalEnd: true });
define("dl", { ...BLOCK, role: Role.DEFINITIONS });
define("dt", { ...BLOCK, group: Group.DT, role: Role.TERM, zone: "table", optionalEnd: true });
define("dd", { ...BLOCK, group: Group.DT, role: Role.DEFINITION, zone: "table", optionalEnd: true });
define("table", { ...BLOCK, group: Group.TABLE, role: Role.TABLE, barrier: true });
define("thead tbody tfoot", { block: true, special: true, group: Group.SECTION, optionalEnd: true });
define("tr", { block: true, special: true, group: Group.ROW, role: Role.ROW, optionalEnd: true });
define("td th", {
  block: true,
  special: true,
  barrier: true,
  group: Group.CELL,
  role: Role.CELL,
  zone: "table",
  optionalEnd: true,
});
define("caption", { block: true, special: true, barrier: true, zone: "table" });
define("colgroup", { special: true, optionalEnd: true });
define("marquee applet object", { block: true, special: true, barrier: true });
define("button", { block: true, special: true, group: Group.BUTTON });
define("select", { block: true, special: true });
define("option", { block: true, group: Group.OPTION, optionalEnd: true });
define("optgroup", { block: true, group: Group.OPTGROUP, optionalEnd: true });
define("dialog", { ...BLOCK, role: Role.DIALOG });
define("rp", { unshown: true, group: Group.RUBY, optionalEnd: true });
define("rt", { role: Role.GLOSS, group: Group.RUBY, optionalEnd: true });
define("a", { role: Role.ANCHOR, group: Group.A });
define("br", { isVoid: true, special: true, role: Role.BREAK });
define("wbr area base basefont bgsound col command frame keygen param source track", { isVoid: true });
define("img input embed", { isVoid: true, role: Role.OBJECT });
define("meta", { isVoid: true, role: Role.META });
define("link", { isVoid: true, role: Role.LINK });
define("script", { special: true, unshown: true, role: Role.SCRIPT });
define("style", { special: true, unshown: true, role: Role.STYLE });
define("title", { block: true, special: true, role: Role.TITLE, zone: "title" });
define("textarea", { block: true, special: true, role: Role.TEXTAREA, preformatted: true });
define("iframe", { block: true, special: true, role: Role.IFRAME });
define("xmp plaintext", { ...BLOCK, role: Role.RAW, preformatted: true });
define("svg math", { role: Role.FOREIGN, special: true });
define("template", { special: true, unshown: true, barrier: true });
define("noscript noframes noembed datalist video audio canvas", { special: true, unshown: true });
define("html", { role: Role.HTML, block: true, special: true, barrier: true, optionalEnd: true });
define("head", { role: Role.HTML, group: Group.HEAD, block: true, special: true, optionalEnd: true });
define("body", { role: Role.HTML, group: Group.BODY, block: true, special: true, optionalEnd: true });
const image = TAGS.get("img");
if (image) TAGS.set("image", image);

/** The element of a name as it stands in the source, in either case; `UNKNOWN_TAG` where the table has none. */
export function tagOf(name: string): Tag {
  return TAGS.get(name) ?? TAGS.get(name.toLowerCase()) ?? UNKNOWN_TAG;
}
