import type { VariantName } from '../../../../domain/screens/studio/contract.ts';

export const goals = ['default', 'lose', 'maintain', 'gain'] as const;
export const locales = ['en', 'ar'] as const;

export const nameOf = ({ screen_key, goal, locale }: VariantName): VariantName => ({
	screen_key,
	goal,
	locale,
});

/** Tells one variant from another. */
export const keyOf = ({ screen_key, goal, locale }: VariantName): string => `${screen_key}/${goal}/${locale}`;
