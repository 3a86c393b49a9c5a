/** The sex that an equation uses; nothing is said about gender. */
export type Sex = 'female' | 'male';

/** The four classes of NASEM 2023, from the least active. */
export const ACTIVITIES = ['inactive', 'low_active', 'active', 'very_active'] as const;

export type Activity = (typeof ACTIVITIES)[number];

/** What the equations for energy look at. */
export interface Person {
	readonly sex: Sex;
	/** In completed years. */
	readonly age: number;
	readonly height_cm: number;
	readonly weight_kg: number;
}
