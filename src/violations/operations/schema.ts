import { z } from "zod";
import { CASE_SOURCES, CASE_STATES } from "../../contracts/case.js";

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "编号应为小写英文、数字和连字符");
const state = z.enum(CASE_STATES);
const source = z.enum(CASE_SOURCES);
const level = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
const event = z.string().regex(/^(opened|human|confirmed|(act|enter|leave):[a-z0-9-]+)$/, "不是认识的事件");
const days = z.number().int().min(1).max(400);

export const rolesFile = z.strictObject({
  roles: z.array(z.strictObject({ id, name: z.string(), department: z.string() })).min(1),
});
export const sourcesFile = z.strictObject({
  sources: z.array(
    z.strictObject({
      id: source,
      name: z.string(),
      priority: z.number().int().min(1).max(9),
      post: id,
      type: z.string(),
    }),
  ),
});
export const familiesFile = z.strictObject({
  families: z.array(z.strictObject({ id, name: z.string(), rules: z.array(id) })).min(1),
  shadow: z.array(id),
  repeatMonths: z.number().int().min(0).max(60),
});
const dates = z.string().regex(/^(\d{2}-\d{2}( \d{2}-\d{2})*)?$/, "应为以空格分开的 月-日");
export const holidaysFile = z.strictObject({
  years: z.record(z.string().regex(/^\d{4}$/), z.strictObject({ off: dates, work: dates })),
});
export const retentionFile = z.strictObject({
  noticeMonths: z.number().int().min(0).max(24),
  rules: z.array(
    z.strictObject({
      id,
      basis: z.string(),
      years: z.number().int().min(1).max(100).optional(),
      keep: z.literal("for-ever").optional(),
      when: z
        .strictObject({
          states: z.array(state).optional(),
          sources: z.array(source).optional(),
          levels: z.array(level).optional(),
          marks: z.array(event).optional(),
          classes: z.array(z.string()).optional(),
          confirmed: z.boolean().optional(),
        })
        .optional(),
    }),
  ),
});
export const addresseesFile = z.strictObject({
  addressees: z.array(
    z.strictObject({
      kinds: z.array(z.string()),
      authority: z.string(),
      basis: z.string(),
      limit: z.string(),
      checked: z.boolean(),
    }),
  ),
});
export const documentsFile = z.strictObject({ documents: z.array(z.strictObject({ id, name: z.string() })) });

export const statesFile = z.strictObject({
  states: z.array(z.strictObject({ id: state, name: z.string(), final: z.boolean().default(false) })),
  groups: z.record(id, z.array(id)),
  actions: z.array(
    z.strictObject({
      id,
      name: z.string(),
      from: z.array(state).min(1),
      to: state.optional(),
      roles: z.union([id, z.array(id)]),
      note: z.boolean().default(false),
      attach: z.array(id).default([]),
      fields: z.array(z.string()).default([]),
      level: z.boolean().default(false),
      levels: z.array(level).optional(),
      outward: z.boolean().default(false),
      otherThan: z.array(id).default([]),
      since: z.array(id).default([]),
      before: z.strictObject({ event, hours: z.number().positive() }).optional(),
      after: z.strictObject({ event, workingDays: days }).optional(),
      verdict: z.enum(["confirmed", "dismissed"]).optional(),
    }),
  ),
});

const limit = z
  .strictObject({
    sources: z.array(source).optional(),
    levels: z.array(level).optional(),
    proposed: z.array(level).optional(),
    kinds: z.array(z.string()).optional(),
    minutes: z.number().int().min(0).optional(),
    hours: z.number().positive().optional(),
    workingDays: days.optional(),
  })
  .refine(
    ({ minutes, hours, workingDays }) => [minutes, hours, workingDays].filter((one) => one !== undefined).length === 1,
    "minutes、hours、workingDays 应写且只写一个",
  );
export const clocksFile = z.strictObject({
  clocks: z.array(
    z.strictObject({
      id,
      name: z.string(),
      profile: z.literal("regulator").optional(),
      start: z.array(event).min(1),
      /** Counts from when this last happened; where it never did, from the start event. */
      from: event.optional(),
      stop: z.array(event).min(1),
      requires: event.optional(),
      pausedBy: z.strictObject({ event, until: z.array(event), workingDays: days }).optional(),
      extendedBy: z.strictObject({ event, workingDays: days }).optional(),
      afterClose: z.boolean().default(false),
      post: z.string(),
      postByLevel: z.record(z.string(), id).default({}),
      limits: z.array(limit).min(1),
      basis: z.string(),
    }),
  ),
});

export type StateRule = z.infer<typeof statesFile>["states"][number];
export type ActionRule = Omit<z.infer<typeof statesFile>["actions"][number], "roles"> & {
  readonly roles: readonly string[];
};
export type ClockRule = z.infer<typeof clocksFile>["clocks"][number];
export type ClockLimit = z.infer<typeof limit>;
export type RetentionRule = z.infer<typeof retentionFile>["rules"][number];
