// In place of the real module: a worker that ends with code 9 on 毒, dies of an exception on 崩, and echoes the rest.
export async function startJudge(settings) {
  if (settings.id === "never-starts") throw new Error("no start");
  return async ({ heads, bytes }) => {
    const decoder = new TextDecoder();
    const lines = heads.map(({ start, end }) => decoder.decode(bytes.subarray(start, end)));
    for (const line of lines) {
      if (line.includes("毒")) process.exit(9);
      if (line.includes("崩"))
        await new Promise(() => {
          setImmediate(() => {
            throw new Error("uncaught");
          });
        });
    }
    const results = lines.map((line) => ({ listing: JSON.parse(line).id }));
    return {
      lines: new TextEncoder().encode(results.map((one) => `${JSON.stringify(one)}\n`).join("")),
      listings: null,
      summary: { listings: lines.length },
      complaints: [],
      unjudged: [],
      deferred: [],
    };
  };
}
