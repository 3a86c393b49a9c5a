/** Chance that comes out the same each time for the same seed. */
export interface Random {
	/** From 0, included, to 1, excluded. */
	fraction(): number;
	between(low: number, high: number): number;
	/** A whole number; both ends included. */
	whole(low: number, high: number): number;
	chance(probability: number): boolean;
	pick<T>(from: readonly T[]): T;
	/** Each with the weight beside it. */
	weighted<const T>(from: readonly (readonly [T, number])[]): T;
	/** About the mean; two thirds within one deviation, and never more than three away. */
	around(mean: number, deviation: number): number;
}

/** Mulberry32: 32 bits of state, which is plenty for people who do not exist. */
export function randomFrom(seed: number): Random {
	let state = Math.imul(seed, 0x9e3779b1) >>> 0;
	const fraction = (): number => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
	const between = (low: number, high: number): number => low + fraction() * (high - low);
	const whole = (low: number, high: number): number => Math.floor(between(low, high + 1));
	return {
		fraction,
		between,
		whole,
		chance: (probability) => fraction() < probability,
		pick: (from) => from[whole(0, from.length - 1)]!,
		weighted: (from) => {
			let left = fraction() * from.reduce((sum, [, weight]) => sum + weight, 0);
			return (from.find(([, weight]) => (left -= weight) < 0) ?? from[0]!)[0];
		},
		around: (mean, deviation) => mean + deviation * (between(-1, 1) + between(-1, 1) + between(-1, 1)),
	};
}
