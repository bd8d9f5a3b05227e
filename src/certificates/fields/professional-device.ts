import type { Comparison } from "../../contracts/comparison.js";
import { type FieldInput, placeOfCertificate } from "./field-input.js";

const QUOTED_CHARS = 200;
/** Who the registered text says may use the device; the gaps are short and hold no end of sentence. */
const PROFESSIONAL =
  /(?:仅供|仅限|只供|只能|限于|仅在|须由|应由|必须由|需由|应在|须在|必须在)[^。；;\n]{0,16}(?:医疗机构|医疗单位|医院|专业人员|专业医|医护人员|医务人员|医师|医生|执业|临床医)|供(?:各级)?(?:医疗机构|医疗单位|医疗部门|医院)[^。；;\n]{0,12}(?:使用|用|操作)/u;
/** Registered for lay users too. */
const LAY = /家庭|家用|居家|个人使用|自行使用|自用|自测|自我|患者本人|消费者/u;

/**
 * Devices registered for professional users only, on a page that is known to sell to consumers: what is sold to persons must
 * be fit for use by persons themselves. Always for a human: the insert decides. Source: 医疗器械网络销售监督管理办法.
 */
export function checkProfessionalDevice(input: FieldInput): Comparison[] {
  if (input.listing.audience !== "consumer" || !input.isProductPage) return [];
  if (input.listing.kind !== undefined && input.listing.kind !== "device") return [];
  return input.known.flatMap((certificate): Comparison[] => {
    const texts = [certificate.scope, certificate.precautions].map((text) => text ?? "");
    const found = texts.map((text) => PROFESSIONAL.exec(text)).find((match) => match !== null);
    if (found === undefined || found === null || texts.some((text) => LAY.test(text))) return [];
    return [
      {
        check: "professional-device-to-consumer",
        certainty: "review",
        ...placeOfCertificate(input, certificate),
        certificateNumber: certificate.number ?? null,
        field: "scope",
        registered: found[0].slice(0, QUOTED_CHARS),
        claimed: "向消费者个人销售",
        asOf: certificate.asOf ?? null,
        reason: `注册信息写明“${found[0].slice(0, QUOTED_CHARS)}”，页面向消费者个人销售；须核对说明书是否允许个人自行使用`,
      },
    ];
  });
}
