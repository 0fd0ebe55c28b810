/** Least staffing of a community health centre (*puskesmas*): norms for centres without a workload study. */
import type { DatedParameter } from "./dated-parameter.js";
import { frozen } from "./frozen.js";

/** Least number of people by profession. */
export type ProfessionCounts = Readonly<Record<string, number>>;

/**
 * Urban health centres without and with inpatient care. The rural tables are not known here beyond their totals (19 and
 * 27), and later rules replace this one: use it as a stand-in, never as the law.
 */
export const HEALTH_CENTRE_MINIMUM: readonly DatedParameter<{
  readonly urban: ProfessionCounts;
  readonly urbanInpatient: ProfessionCounts;
}>[] = frozen([
  {
    value: {
      urban: {
        dokter: 1,
        "dokter gigi": 1,
        perawat: 5,
        bidan: 4,
        "kesehatan masyarakat": 2,
        "kesehatan lingkungan": 1,
        "ahli teknologi laboratorium medik": 1,
        gizi: 1,
        kefarmasian: 1,
        administrasi: 3,
        pekarya: 2,
      },
      urbanInpatient: {
        dokter: 2,
        "dokter gigi": 1,
        perawat: 8,
        bidan: 7,
        "kesehatan masyarakat": 2,
        "kesehatan lingkungan": 1,
        "ahli teknologi laboratorium medik": 1,
        gizi: 2,
        kefarmasian: 2,
        administrasi: 3,
        pekarya: 2,
      },
    },
    effectiveFrom: "2014-10-01",
    legalBasis: "Permenkes 75/2014 (superseded by 43/2019 and 19/2024)",
    verified: false,
    note: "from memory",
  },
]);
