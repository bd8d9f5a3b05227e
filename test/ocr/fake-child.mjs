// A child that does what the picture's bytes say: the ways in which a real one can go wrong, at will.
const WORDS = process.env.FAKE_CHILD ?? "";
if (WORDS === "dies") process.exit(7);

const send = (message) => process.send(message);
const reading = (text) => ({
  status: "read",
  width: 10,
  height: 10,
  lines: [{ text, box: [0, 0, 10, 10], confidence: 1 }],
  notes: [],
});
let answer = () => {};
const ask = (question) =>
  new Promise((resolve) => {
    answer = resolve;
    send(question);
  });

process.on("message", async (message) => {
  if (message.type !== "read") return answer(message);
  const { id, range } = message;
  const word = Buffer.from(message.bytes).toString();
  const done = (text, memory = 1) => send({ type: "done", id, reading: reading(text), memory });
  if (word === "crash") process.kill(process.pid, "SIGSEGV");
  else if (word === "hang") while (true);
  else if (word === "fail") process.exit(1);
  else if (word === "grown") done(`${process.pid}`, 2_000_000_000);
  else if (word.startsWith("pixels")) {
    const { reading: known } = await ask({ type: "pixels", id, hash: word.slice(-1) });
    if (known === null) done(`${process.pid} ${word}`);
    else send({ type: "done", id, reading: known, memory: 1 });
  } else if (word.startsWith("long")) {
    const part = range ?? (await ask({ type: "share", id, segments: 4 })).range;
    if (word === "long crash" && range !== null) process.kill(process.pid, "SIGKILL");
    const lines = Array.from({ length: part.to - part.from }, (_, index) => ({
      text: `${part.from + index}`,
      box: [0, (part.from + index) * 100, 50, 20],
      confidence: 1,
    }));
    send({ type: "done", id, reading: { ...reading(""), lines }, memory: 1 });
  } else done(word === "pid" ? `${process.pid}` : word);
});
process.on("disconnect", () => process.exit(0));
if (WORDS === "unavailable") {
  send({ type: "unavailable", reason: "no models here" });
  process.disconnect();
} else send({ type: "ready" });
