import { readFile } from 'node:fs/promises';
import { freemem, totalmem } from 'node:os';
import { monitorEventLoopDelay, type IntervalHistogram } from 'node:perf_hooks';

export interface Memory {
	/** Of the container's limit, or of the machine where there is none; from 0 to 1. */
	readonly ratio: number;
	readonly usedBytes: number;
	readonly limitBytes: number;
}

const cgroup = '/sys/fs/cgroup';

/** What this process uses of its machine or container (cgroup v2). */
export class Usage {
	#delay: IntervalHistogram | null = null;
	#cpu = process.cpuUsage();
	#cpuAt = performance.now();
	#cpuRatio = 0;

	/** Begins to watch the event loop. @returns a function that ends it */
	start(): () => void {
		const delay = monitorEventLoopDelay({ resolution: 20 });
		delay.enable();
		this.#delay = delay;
		return () => void delay.disable();
	}

	/**
	 * How long work that was due waited for its turn, since the last call, ms: in the 99th of a hundred cases, and at most.
	 */
	eventLoopDelay(): { p99: number; max: number } {
		const delay = this.#delay;
		// Without a measurement yet the histogram says so with values that are none.
		if (!delay || delay.count === 0) return { p99: 0, max: 0 };
		return { p99: delay.percentile(99) / 1e6, max: delay.max / 1e6 };
	}

	/** Begins a new measurement of the event loop and the processor. */
	turn(): void {
		this.#delay?.reset();
		const elapsedMicroseconds = (performance.now() - this.#cpuAt) * 1000;
		const { user, system } = process.cpuUsage(this.#cpu);
		this.#cpu = process.cpuUsage();
		this.#cpuAt = performance.now();
		this.#cpuRatio = Math.min(1, (user + system) / elapsedMicroseconds);
	}

	/**
	 * The part of one processor that was used between the last two turns, from 0 to 1. JavaScript has one thread: with
	 * one processor busy the process is at its end, however many there are.
	 */
	get cpuRatio(): number {
		return this.#cpuRatio;
	}
}

export async function readMemory(): Promise<Memory> {
	const limit = Number((await read('memory.max'))?.trim());
	const current = Number((await read('memory.current'))?.trim());
	if (limit > 0 && current > 0) {
		const usedBytes = Math.max(0, current - (await reclaimable()));
		return { ratio: usedBytes / limit, usedBytes, limitBytes: limit };
	}
	const usedBytes = totalmem() - freemem();
	return { ratio: usedBytes / totalmem(), usedBytes, limitBytes: totalmem() };
}

/** Cached files, which the kernel drops before it refuses memory. */
async function reclaimable(): Promise<number> {
	const [, bytes] = /^inactive_file (\d+)$/m.exec((await read('memory.stat')) ?? '') ?? [];
	return Number(bytes ?? 0);
}

const read = (name: string): Promise<string | null> =>
	readFile(`${cgroup}/${name}`, 'utf8').catch(() => null);
