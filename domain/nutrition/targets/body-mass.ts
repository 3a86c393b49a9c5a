import { withoutBinaryNoise } from '../round.ts';

/** Body mass index in kg/m². */
export function bodyMassIndex(weightKg: number, heightCm: number): number {
	return withoutBinaryNoise((weightKg * 10_000) / (heightCm * heightCm));
}

/** The weight in kg that a height has at a body mass index. */
export function weightAtIndex(index: number, heightCm: number): number {
	return withoutBinaryNoise((index * heightCm * heightCm) / 10_000);
}
