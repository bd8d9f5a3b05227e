/** Rows as the bytes of a JSON Lines file, in small pieces so that lines are cut. */
export async function* jsonLines(rows: readonly unknown[], pieceBytes = 97): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(rows.map((row) => (typeof row === "string" ? row : JSON.stringify(row))).join("\n"));
  for (let i = 0; i < bytes.length; i += pieceBytes) yield bytes.subarray(i, i + pieceBytes);
}

/** An invented device registration with the official fields. */
export function deviceRow(serial: number, fields: Readonly<Record<string, unknown>> = {}) {
  return {
    cert_no: `粤械注准201924${String(serial).padStart(5, "0")}`,
    registrant: "广州青禾示例医疗器械有限公司",
    product_name: "医用冷敷贴",
    class: "第二类",
    model_spec: "QH-1、QH-2",
    composition: "由背衬、凝胶和保护层组成。",
    intended_use: "用于闭合性软组织的冷敷。",
    approval_date: "2019.06.01",
    valid_until: "2024-05-31",
    ...fields,
  };
}
