/**
 * What posts of the sample city ask beyond the list of positions: its standard of technical competencies (*standar kompetensi
 * jabatan*), by title. It stands apart because a city has it apart, and so that examples 01 to 05 plan without it.
 */
import type { CompetencyLevels, Position } from "imbang";

/** Levels 1 … 5 by title of the post. */
export const COMPETENCY_STANDARDS: Readonly<Record<string, CompetencyLevels>> = {
  Arsiparis: { Kearsipan: 2 },
  "Pranata Komputer": { "Sistem informasi": 3 },
  "Analis Keuangan": { "Keuangan daerah": 3 },
  Auditor: { "Pengawasan intern": 3 },
  "Analis SDM Aparatur": { "Manajemen ASN": 3 },
  "Analis Hukum": { "Perancangan peraturan": 3 },
  "Pengelola Pengadaan Barang/Jasa": { "Pengadaan barang/jasa": 2 },
};

/** The positions with what the standard asks of their titles; what a position asks itself goes before. */
export function withStandards(positions: readonly Position[]): readonly Position[] {
  return positions.map((position) => {
    const asked = COMPETENCY_STANDARDS[position.title];
    if (asked === undefined) return position;
    const { requirements = {} } = position;
    return { ...position, requirements: { ...requirements, competencies: { ...asked, ...requirements.competencies } } };
  });
}
