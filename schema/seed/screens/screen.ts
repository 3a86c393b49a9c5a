export type Goal = 'default' | 'lose' | 'maintain' | 'gain';
export type Locale = 'en' | 'ar';

export const goals: readonly Goal[] = ['default', 'lose', 'maintain', 'gain'];
export const locales: readonly Locale[] = ['en', 'ar'];

export interface ScreenComponent {
	id: string;
	type: string;
	props: Record<string, unknown>;
	children?: ScreenComponent[];
}

export interface ScreenPayload {
	title: string;
	components: ScreenComponent[];
}

export interface ScreenRow {
	screen_key: string;
	goal: Goal;
	locale: Locale;
	schema_version: number;
	min_app_version: string;
	payload_json: ScreenPayload;
}

/** One thing in both languages. */
export type Both<T> = Readonly<Record<Locale, T>>;

/** What a screen shows for each goal: choices that hold in every language, and words that do not. */
export type ByGoal<Choices, Words> = Readonly<Record<Goal, Choices & Both<Words>>>;

export interface Teaser {
	title: string;
	text: string;
}

/** All rows of one screen key: the structure comes from `build`, so both languages share it. */
export const screenRows = (
	screen_key: string,
	schema_version: number,
	build: (goal: Goal, locale: Locale) => ScreenPayload,
): ScreenRow[] =>
	goals.flatMap((goal) =>
		locales.map((locale) => ({
			screen_key,
			goal,
			locale,
			schema_version,
			min_app_version: '1.0.0',
			payload_json: build(goal, locale),
		})),
	);
