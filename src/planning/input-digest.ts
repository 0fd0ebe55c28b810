/** A fingerprint of the input, so that a plan can be tied to the data it was made from. */
import { asnMutasi } from "../eligibility/index.js";
import { byId, type Scenario } from "../scenario/index.js";

/**
 * SHA-256 (hex) of the scenario's data and of the rules it is judged by, as canonical JSON: records by id, keys sorted,
 * `extra` left out. `null` where the
 * platform has no Web Crypto (pages that are not served securely).
 */
export async function inputDigest(scenario: Scenario): Promise<string | null> {
  const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle;
  if (subtle === undefined) return null;
  const { asOf, agencies, units, positions, staff, rules = asnMutasi } = scenario;
  const data = {
    asOf,
    agencies: [...agencies].sort(byId).map(withoutExtra),
    units: [...units].sort(byId).map(withoutExtra),
    positions: [...positions].sort(byId).map(withoutExtra),
    staff: [...staff].sort(byId).map(withoutExtra),
    rules,
  };
  const bytes = await subtle.digest("SHA-256", new TextEncoder().encode(JSON.stringify(data, sortedKeys)));
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function withoutExtra<T extends { readonly extra?: unknown }>({ extra: _extra, ...rest }: T): Omit<T, "extra"> {
  return rest;
}

function sortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
