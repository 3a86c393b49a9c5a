import { inject, type InjectionKey, provide, type Ref } from 'vue';
import type { ReferenceCollection } from '../../../../domain/screens/catalogue.ts';
import type { KnownType } from '../../../../domain/screens/preview/choose-rendering.ts';
import { wordsOf, type PhoneWords } from './components/words.ts';

export type Locale = 'en' | 'ar';

/** What an app shows of a row that the payload names by its slug. */
export interface ReferenceText {
	title: string;
	subtitle: string | null;
}

/** What everything on the phone shares. */
export interface PhoneContext {
	locale: Ref<Locale>;
	/** The highest schema version that the app renders; null: all. */
	schema: Ref<number | null>;
	/** By type; null until it is known, and then the app is taken to know every type. */
	catalogue: Ref<ReadonlyMap<string, KnownType> | null>;
	/** By collection and slug, as in `foods/dates`. */
	references: Ref<Readonly<Record<string, ReferenceText>>>;
	/** Ids of the files that exist, so that no picture is asked for in vain. */
	files: Ref<ReadonlySet<string>>;
	isFasting: Ref<boolean>;
	/** Of the component that is selected in the editor. */
	selected: Ref<string | null>;
	/** The one component that the Tab key reaches; arrows lead to the others. */
	reachable: Ref<string | null>;
	/** In the Studio's language. */
	describe: (key: 'component' | Mark, values: Record<string, string>) => string;
	select: (componentId: string) => void;
}

/** What the preview tells of a component that the phone does not show as it stands. */
export type Mark = 'stands_in_screen' | 'stands_in_catalogue' | 'left_out' | 'no_drawing' | 'not_drawn';

const key: InjectionKey<PhoneContext> = Symbol('phone');

export const providePhone = (phone: PhoneContext): void => provide(key, phone);

export function usePhone(): PhoneContext {
	const phone = inject(key);
	if (!phone) throw new Error('A component of the app is drawn outside of a phone.');
	return phone;
}

/** What an app shows of rows of one collection; a slug until the row is known, and where there is none. */
export function useRows(collection: ReferenceCollection): (slug: string) => ReferenceText {
	const { references } = usePhone();
	return (slug) => references.value[`${collection}/${slug}`] ?? { title: slug, subtitle: null };
}

/** Words and numbers of the app itself, in the phone's language. */
export function usePhoneWords(): {
	word: (key: keyof PhoneWords) => string;
	number: (value: number) => string;
} {
	const { locale } = usePhone();
	return {
		word: (name) => wordsOf[locale.value][name],
		// Arabic texts of the app have Latin digits too.
		number: (value) => new Intl.NumberFormat(locale.value === 'ar' ? 'ar-u-nu-latn' : 'en').format(value),
	};
}
