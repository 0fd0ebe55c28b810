/**
 * Whether somebody is in active service, as four columns may say it: a column of its own (`aktif`), the code and the name
 * of the legal standing (*kedudukan hukum*), and the status, where lists write "Pensiun".
 *
 * Only clear words are read, and codes only where no column has words that are not; columns that contradict one another are
 * reported, and then nothing is read.
 */
import { failed, parsed, type Parsed, quoted } from "./problem.js";
import type { RowReader } from "./row.js";
import type { StaffColumn } from "./staff-columns.js";
import { readBoolean } from "./yes-or-no.js";

/**
 * Codes of the legal standing as importers of SIASN exports use them (**unverified**: no published list was read). 01 is
 * an active civil servant; 71 and 72 mean contract staff and do not say whether they are active. No other code is known.
 */
const ACTIVE_CODES: ReadonlySet<string> = new Set(["01", "1"]);
const CONTRACT_CODES: ReadonlySet<string> = new Set(["71", "72"]);

/** Words in front that say nothing about service. */
const LEAD = /^(?:(?:asn|pns|cpns|pppk|p3k|pegawai|masih|telah|sudah|sedang) )+(?=\S)/;
const ACTIVE = /^(?:aktif|active)$/;
/** Away, and back some day. */
const ON_LEAVE = /^(?:tidak aktif|non ?aktif|inactive|(?:perpanjangan )?(?:cltn|cuti di ?luar tanggungan negara))$/;
/** Not "diberhentikan dari jabatan": that person has lost the post, not the standing. */
const OUT_OF_SERVICE =
  /^(?:pensiun(?:an)?(?: (?:bup|dini|aps|janda|duda|asn|pns))*|meninggal(?: dunia)?|wafat|(?:ber|diber)henti(?:kan)?(?: (?:sementara|(?:tidak )?dengan hormat|dengan tidak hormat|sebagai (?:pns|asn|pppk)))*)$/;

type Standing = "active" | "onLeave" | "outOfService";

/** Whether the code of the legal standing means contract staff. */
export function isContractCode(code: string): boolean {
  return CONTRACT_CODES.has(code);
}

/** What the words say about service; `undefined` where that is not clear. */
export function standingOf(text: string): Standing | undefined {
  const words = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim()
    .replace(LEAD, "");
  if (ACTIVE.test(words)) return "active";
  if (OUT_OF_SERVICE.test(words)) return "outOfService";
  return ON_LEAVE.test(words) ? "onLeave" : undefined;
}

/** Whether the person is in active service; `undefined` where no column says so, after a notice where one says it unclearly. */
export function activeOf(cells: RowReader<StaffColumn>): boolean | undefined {
  const stated = cells.parse("active", parseActive);
  const [code, name] = [cells.text("legal standing"), cells.text("legal standing name")];
  const inWords: readonly Claim[] = [
    ["active", stated],
    ["legal standing name", standingOf(name)],
    ["status", standingOf(cells.text("status"))],
  ];
  const byCode = standingOf(code) ?? (ACTIVE_CODES.has(code) ? "active" : undefined);
  if (inWords.every(([, standing]) => standing === undefined)) {
    if (cells.text("active") !== "") return undefined; // reported
    if (name !== "") return unknownName(cells);
    if (code !== "" && byCode === undefined && !isContractCode(code)) return unknownCode(cells, code);
  }
  const claims = [...inWords, ["legal standing", byCode] as const].filter(([, standing]) => standing !== undefined);
  const [first, ...others] = claims.map(([, standing]) => standing === "active");
  if (others.some((other) => other !== first)) return contradiction(cells, claims);
  const left = claims.find(([, standing]) => standing === "outOfService");
  if (left !== undefined) noticeLeft(cells, left[0]);
  return first;
}

type Claim = readonly [key: StaffColumn, standing: Standing | undefined];

const SAY_IT = "say it in a column headed aktif, with ya or tidak";

/** The name is not shown: of that column only the words are read that are known. */
function unknownName(cells: RowReader<StaffColumn>): undefined {
  cells.noticeOnce("legal standing name", {
    code: "csv/unknown-standing",
    message: "the name of the legal standing is none of those known here; whether the person is active was not read",
    hint: SAY_IT,
  });
}

function unknownCode(cells: RowReader<StaffColumn>, code: string): undefined {
  cells.noticeOnce("legal standing", {
    code: "csv/unknown-standing",
    message: `what the legal standing ${quoted(code)} means is not known here; whether the person is active was not read`,
    hint: `add the column KEDUDUKAN HUKUM NAMA, or ${SAY_IT}`,
  });
}

function contradiction(cells: RowReader<StaffColumn>, claims: readonly Claim[]): undefined {
  const said = claims.map(([key, standing]) => {
    const heading = quoted(cells.table.columns.get(key)?.heading ?? key);
    return `${heading} says ${standing === "active" ? "active" : "not active"}`;
  });
  cells.notice(claims[0]![0], {
    code: "csv/standing-disagrees",
    message: `${said.join(", ")}; whether the person is active was not read`,
    hint: "mend the column that is out of date",
  });
}

function noticeLeft(cells: RowReader<StaffColumn>, key: StaffColumn): void {
  cells.noticeOnce(key, {
    code: "csv/out-of-service",
    message: `${quoted(cells.text(key))} was read as not active; the person still counts at the post of the row`,
    hint: "take people who have left out of the file, so that their posts count as open",
  });
}

function parseActive(cell: string): Parsed<Standing> {
  const standing = standingOf(cell);
  if (standing !== undefined) return parsed(standing);
  const answer = readBoolean(cell);
  if (answer !== undefined) return parsed(answer ? "active" : "onLeave");
  return failed("csv/bad-boolean", `${quoted(cell)} is neither yes nor no`, "write ya or tidak, Aktif or Tidak Aktif");
}
