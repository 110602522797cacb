import type { Progress } from "natwise";

export interface ProgressBar {
  update(progress: Progress): void;
  stop(): void;
}

/** A progress bar with the time left, on a terminal if there is one. `stop` erases it. */
export async function progressBar(terminal: NodeJS.WriteStream | null): Promise<ProgressBar> {
  if (!terminal) return { update() {}, stop() {} };
  const { default: cliProgress } = await import("cli-progress");
  const bar = new cliProgress.SingleBar({
    stream: terminal,
    format: "{bar} {percentage}%  {left}  {label}",
    barCompleteChar: "█",
    barIncompleteChar: "░",
    barsize: 24,
    hideCursor: true,
    clearOnComplete: true,
    stopOnComplete: false,
    fps: 8,
    // The bar leaves Ctrl-C to main.ts.
    gracefulExit: false,
  });
  const began = performance.now();
  bar.start(1, 0, { label: "", left: "" });
  return {
    update({ done, label }) {
      const elapsed = (performance.now() - began) / 1000;
      // The first twentieth is too short to extrapolate from.
      const left = done > 0.05 ? `${duration((elapsed / done) * (1 - done))} left` : "";
      bar.update(Math.min(1, done), { label, left });
    },
    stop: () => bar.stop(),
  };
}

function duration(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
  return `${Math.floor(seconds / 3600)} h ${Math.round((seconds % 3600) / 60)} min`;
}
