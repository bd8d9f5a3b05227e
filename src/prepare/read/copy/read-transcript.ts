import type { Listing } from "../../../contracts/listing.js";
import type { Note } from "../../../contracts/result.js";
import { MAX_TEXT_CHARS, MAX_TRANSCRIPT_LINES } from "../../limits.js";

interface Spoken {
  readonly at: string;
  readonly text: string;
  readonly speaker?: string;
}

/** `00:01:02,345 --> 00:01:04,000`, hours optional in WebVTT; settings may follow. Source: WebVTT, W3C, section 4.1. */
const TIMING = /^((?:\d{1,4}:)?\d{2}:\d{2}[.,]\d{3})[ \t]+-->[ \t]+(?:\d{1,4}:)?\d{2}:\d{2}[.,]\d{3}/;
const SPEAKER = /^<v(?:\.[^ >]{0,60})?[ \t]+([^>]{1,200})>/;
const HEADS = /^(WEBVTT|NOTE|STYLE|REGION)(?:[ \t]|$)/;

/**
 * A transcript (SubRip or WebVTT) as the spoken words of a video: each cue is one sentence with its time. A sentence
 * that goes on in the next cue is not joined: its place would be lost.
 *
 * @example
 * readTranscript("1\n00:00:01,000 --> 00:00:02,000\n三天根治\n", "a.srt").listing.media?.[0]?.transcript?.[0]?.at; // → "00:00:01,000"
 */
export function readTranscript(text: string, source: string): { listing: Listing; notes: readonly Note[] } {
  const transcript: Spoken[] = [];
  const notes: Note[] = [];
  let dropped = false;
  for (const block of blocksOf(text)) {
    const at = block.findIndex((line) => TIMING.test(line));
    if (at < 0) {
      // A head or a comment says nothing to the viewer; anything else is words without a time.
      if (HEADS.test(block[0] ?? "") || block.every((line) => /^\d{0,10}$/.test(line))) continue;
      transcript.push({ at: "", text: plain(block.join("\n")) });
      continue;
    }
    const words = block.slice(at + 1).join("\n");
    const speaker = SPEAKER.exec(words)?.[1];
    const spoken = plain(words);
    if (spoken === "") continue;
    if (transcript.length >= MAX_TRANSCRIPT_LINES) {
      dropped = true;
      break;
    }
    const time = TIMING.exec(block[at] ?? "")?.[1] ?? "";
    transcript.push({ at: time, text: spoken.slice(0, MAX_TEXT_CHARS), ...(speaker && { speaker }) });
  }
  if (dropped) notes.push({ code: "list-truncated", where: `${source}:transcript` });
  if (transcript.length === 0) notes.push({ code: "no-cues", where: source });
  return {
    listing: { media: [{ type: "video", transcript }], complete: false },
    notes,
  };
}

function* blocksOf(text: string): Generator<string[]> {
  let block: string[] = [];
  for (const raw of text.split(/\r\n|\n|\r/)) {
    const line = raw.trim();
    if (line !== "") block.push(line);
    else if (block.length > 0) {
      yield block;
      block = [];
    }
  }
  if (block.length > 0) yield block;
}

/** Without the marks of styles (`<b>`, `<00:01.000>`, `{\an8}`); `5<6` is no mark. */
function plain(words: string): string {
  return words
    .replaceAll(/<\/?[a-z0-9][^<>\n]{0,200}>/gi, "")
    .replaceAll(/\{\\[^{}\n]{0,100}\}/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&nbsp;", " ")
    .replaceAll("&amp;", "&")
    .trim();
}
