import { createScenario, planTransfers } from "imbang";

const scenario = createScenario({
  asOf: "2026-01-01",
  agencies: [{ id: "edu", name: "Dinas Pendidikan" }],
  units: ["north", "south"].map((id) => ({ id, agencyId: "edu", name: `SD ${id}` })),
  positions: ["north", "south"].map((id) => ({ id, unitId: id, title: "Guru", capacity: 9, required: 4 })),
  staff: ["Ani", "Budi", "Citra", "Dewi", "Eko", "Fitri", "Gita"].map((id) => ({ id, positionId: "north" })),
});
const plan = await planTransfers(scenario); // nobody moves unless it is worth more than 10 points of staffing
console.log(plan.status, plan.after.units); // optimal: 4 teachers in the north, 3 in the south
