// Half a minute of speed, lead distance and time to collision.

import uPlot from "./lib/uPlot.esm.js";
import { tones } from "./canvas.js";

const SPAN_S = 30;
const REDRAW_MS = 100;

export class Plots {
  #plots = [];
  #times = [];
  #series = [[], [], []];
  #lastDraw = 0;

  constructor(elements) {
    const looks = [
      { tone: "#e6edf3", top: (max) => Math.max(60, max * 1.15) },
      { tone: tones.lead, top: (max) => Math.max(40, max * 1.15) },
      { tone: tones.Caution, top: () => 8, limits: [2.7, 1.4] },
    ];
    this.#plots = elements.map((element, i) => newPlot(element, looks[i]));
    new ResizeObserver(() => elements.forEach((element, i) => this.#plots[i].setSize(sizeOf(element))))
      .observe(elements[0]);
  }

  /** An unknown value is null and leaves a gap. */
  add(timeS, values) {
    if (this.#times.length > 0 && timeS <= this.#times.at(-1)) {
      this.#times.length = 0;
      this.#series.forEach((series) => (series.length = 0));
    }
    this.#times.push(timeS);
    this.#series.forEach((series, i) => series.push(values[i]));
    while (this.#times[0] < timeS - SPAN_S) {
      this.#times.shift();
      this.#series.forEach((series) => series.shift());
    }
    if (performance.now() - this.#lastDraw > REDRAW_MS) {
      this.#lastDraw = performance.now();
      const ago = this.#times.map((time) => time - timeS);
      this.#plots.forEach((plot, i) => plot.setData([ago, this.#series[i]]));
    }
  }
}

const sizeOf = (element) => ({ width: element.clientWidth, height: Math.max(60, element.clientHeight) });

function newPlot(element, look) {
  const axis = { stroke: tones.dim, font: "10px sans-serif", grid: { stroke: "#18212b", width: 1 },
    ticks: { show: false } };
  const options = {
    ...sizeOf(element),
    cursor: { show: false },
    legend: { show: false },
    padding: [6, 16, 0, 0],
    scales: { x: { time: false, range: [-SPAN_S, 0] }, y: { range: (_, __, max) => [0, look.top(max ?? 0)] } },
    series: [{}, { stroke: look.tone, width: 2, fill: look.tone + "1c", points: { show: false }, spanGaps: false }],
    axes: [
      { ...axis, size: 18, gap: 2, values: (_, ticks) =>
        ticks.map((tick) => (tick === 0 ? "now" : `${tick} s`)), space: 60 },
      { ...axis, size: 30, gap: 3, space: 26 },
    ],
    hooks: { draw: [(plot) => drawLimits(plot, look.limits ?? [])] },
  };
  return new uPlot(options, [[], []], element);
}

/** Dashed lines to guide the eye, chosen by us; the limits in force are in the warning's own words. */
function drawLimits(plot, limits) {
  limits.forEach((limit, i) => {
    const y = plot.valToPos(limit, "y", true);
    plot.ctx.save();
    plot.ctx.strokeStyle = i === 0 ? tones.Caution : tones.Imminent;
    plot.ctx.globalAlpha = 0.6;
    plot.ctx.setLineDash([4, 4]);
    plot.ctx.beginPath();
    plot.ctx.moveTo(plot.bbox.left, y);
    plot.ctx.lineTo(plot.bbox.left + plot.bbox.width, y);
    plot.ctx.stroke();
    plot.ctx.restore();
  });
}
