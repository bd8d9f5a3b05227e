/** Where text goes. `write` resolves when more may be written. */
export interface Output {
  readonly isTTY: boolean;
  write(text: string): Promise<void>;
  /** The same for text that is encoded already (UTF-8); absent where only strings are taken. */
  writeBytes?(bytes: Uint8Array): Promise<void>;
}

/** The world of a command: streams and environment, handed in so that tests need no process. */
export interface Io {
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted on the first Ctrl-C. */
  readonly signal: AbortSignal;
}

/** Wraps a stream of the process; respects back pressure, so that a slow reader does not fill memory. */
export function toOutput(stream: NodeJS.WriteStream): Output {
  const write = (chunk: string | Uint8Array): Promise<void> =>
    chunk.length === 0 || stream.write(chunk)
      ? Promise.resolve()
      : new Promise((resolve) => {
          stream.once("drain", resolve);
        });
  return { isTTY: stream.isTTY === true, write, writeBytes: write };
}

/**
 * Whether to colour: `--no-color` first, then `FORCE_COLOR`, then `NO_COLOR` (no-color.org: any value but empty), then
 * whether a person is looking.
 */
export function wantsColor(option: boolean, output: Pick<Output, "isTTY">, env: Io["env"]): boolean {
  if (!option) return false;
  const forced = env.FORCE_COLOR;
  if (forced !== undefined && forced !== "") return forced !== "0" && forced !== "false";
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== "") return false;
  return output.isTTY && env.TERM !== "dumb";
}
