/** Screens to look at, in points of the phone. */
export const sizes = {
	small: { width: 320, height: 568 },
	phone: { width: 390, height: 844 },
	tablet: { width: 768, height: 1024 },
} as const;

export type SizeName = keyof typeof sizes;
export type Appearance = 'light' | 'dark';
