// A canvas that keeps the sharpness of the screen and the size of its card.

/** Returns {ctx, width, height} in CSS pixels, cleared. */
export function begin(canvas) {
  const ratio = window.devicePixelRatio || 1;
  const { width, height } = canvas.getBoundingClientRect();
  const wide = Math.max(1, Math.round(width * ratio));
  const high = Math.max(1, Math.round(height * ratio));
  if (canvas.width !== wide || canvas.height !== high) {
    canvas.width = wide;
    canvas.height = high;
  }
  const ctx = canvas.getContext("2d");
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.clearRect(0, 0, width, height);
  return { ctx, width, height };
}

export function label(ctx, text, x, y, { ink = "#e6edf3", ground = "rgba(8,11,15,.78)", align = "left" } = {}) {
  ctx.font = "600 11px " + getComputedStyle(document.body).fontFamily;
  const width = ctx.measureText(text).width + 8;
  const left = align === "centre" ? x - width / 2 : x;
  ctx.fillStyle = ground;
  ctx.beginPath();
  ctx.roundRect(left, y - 8, width, 16, 4);
  ctx.fill();
  ctx.fillStyle = ink;
  ctx.textBaseline = "middle";
  ctx.textAlign = "left";
  ctx.fillText(text, left + 4, y + 0.5);
}

export const tones = {
  None: "#8fb4cf", Information: "#5aa9ff", Caution: "#ffb224", Imminent: "#ff4b4b",
  lane: "#3ddc97", edge: "#c9a36a", lead: "#38c6ff", radar: "#d58bff", faint: "#1d2732", dim: "#7f90a2",
};
