/** Solve time against arcs, both on logarithmic axes, as SVG (echarts, rendered without a browser). */
import { type EChartsOption, init } from "echarts";
import type { Measured, SolverName } from "./outcome.js";
import { figure, type Group } from "./summary.js";

type Curve = readonly [label: string, solver: SolverName, of: (outcome: Measured) => number | undefined];

const CURVES: readonly Curve[] = [
  ["imbang, first solve", "imbang", ({ cpu }) => cpu],
  ["imbang, 4th solve", "imbang", ({ steady }) => steady?.cpu],
  ["LEMON NetworkSimplex", "LEMON NetworkSimplex", ({ cpu }) => cpu],
  ["LEMON CostScaling", "LEMON CostScaling", ({ cpu }) => cpu],
  ["highs", "highs", ({ cpu }) => cpu],
  ["javascript-lp-solver", "javascript-lp-solver", ({ cpu }) => cpu],
];

/** An SVG document with a curve for every solver that was measured; a point is the median over the seeds of one size. */
export function scalingChart(groups: readonly Group[]): string {
  const pure = groups.filter(({ form }) => form === "pure").sort((a, b) => a.arcs - b.arcs);
  const series = CURVES.flatMap(([name, solver, of]) => {
    const data = pure.flatMap((group) => {
      const value = figure(group, solver, of);
      return value === undefined ? [] : [[group.arcs, value.median]];
    });
    return data.length === 0 ? [] : [{ type: "line" as const, name, data }];
  });
  const chart = init(null, null, { renderer: "svg", ssr: true, width: 900, height: 600 });
  const option: EChartsOption = {
    animation: false,
    title: { text: "Transfer problems in pure form: solve time against arcs", left: "center" },
    legend: { bottom: 0 },
    grid: { top: 60, bottom: 90, left: 80, right: 40 },
    xAxis: { type: "log", name: "arcs", nameLocation: "middle", nameGap: 30 },
    yAxis: { type: "log", name: "CPU ms", nameLocation: "middle", nameGap: 55 },
    series,
  };
  chart.setOption(option);
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}
