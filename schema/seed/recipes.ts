import { foods } from './foods.ts';
import { recipeTags } from './recipe-tags.ts';
import type { Occasion } from './recipe-tags.ts';
import type { NutritionTag } from './nutrition-tag.ts';

export interface RecipeIngredientRow {
	/** Slug of a food; raw or cooked as that food's name says. */
	food: string;
	grams: number;
	note_en?: string;
	note_ar?: string;
}

export interface RecipeRow {
	slug: string;
	title_en: string;
	title_ar: string;
	summary_en: string;
	summary_ar: string;
	/** One step a line, as many in Arabic as in English. */
	steps_en: string;
	steps_ar: string;
	tags: NutritionTag[];
	cuisine: string;
	servings: number;
	prep_minutes: number;
	cook_minutes: number;
	ingredients: RecipeIngredientRow[];
}

interface Recipe {
	slug: string;
	title: [en: string, ar: string];
	summary: [en: string, ar: string];
	cuisine: string;
	servings: number;
	minutes: [prep: number, cook: number];
	occasions: Occasion[];
	ingredients: [food: string, grams: number, note_en?: string, note_ar?: string][];
	/** Both languages of a step side by side: they cannot get out of step. */
	steps: [en: string, ar: string][];
}

const foodsBySlug = new Map(foods.map((food) => [food.slug, food]));

function recipe({ title, summary, minutes, occasions, steps, ...given }: Recipe): RecipeRow {
	const [prep_minutes, cook_minutes] = minutes;
	const ingredients = given.ingredients.map(([food, grams, note_en, note_ar]): RecipeIngredientRow => {
		return { food, grams, ...(note_en && note_ar ? { note_en, note_ar } : {}) };
	});
	const { slug, cuisine, servings } = given;

	return {
		slug,
		title_en: title[0],
		title_ar: title[1],
		summary_en: summary[0],
		summary_ar: summary[1],
		steps_en: steps.map(([en]) => en).join('\n'),
		steps_ar: steps.map(([, ar]) => ar).join('\n'),
		tags: recipeTags({ servings, prep_minutes, cook_minutes, ingredients }, occasions, foodsBySlug),
		cuisine,
		servings,
		prep_minutes,
		cook_minutes,
		ingredients,
	};
}

export const recipes: RecipeRow[] = [
	recipe({
		slug: 'chicken-kabsa',
		title: ['Chicken kabsa', 'كبسة دجاج'],
		summary: [
			'Fragrant rice cooked in tomato and warm spices, under tender chicken thighs and toasted almonds.',
			'أرز فوّاح بالطماطم والبهارات الدافئة، تعلوه قطع من أفخاذ الدجاج الطرية واللوز المحمّص.',
		],
		cuisine: 'gulf',
		servings: 4,
		minutes: [20, 50],
		occasions: ['lunch', 'dinner', 'iftar'],
		ingredients: [
			[
				'rice-white-cooked',
				800,
				'cooked weight, from about 280 g of dry rice',
				'الوزن بعد الطبخ، من نحو 280 غ أرز جاف',
			],
			[
				'chicken-thigh-roasted',
				480,
				'halal, without skin and bones; weighed after cooking',
				'حلال، بلا جلد ولا عظم؛ يوزن بعد الطبخ',
			],
			['tomato', 250, 'grated', 'مبشورة'],
			['onion-raw', 150, 'finely chopped', 'مفروم ناعمًا'],
			['carrot', 120, 'coarsely grated', 'مبشور خشنًا'],
			['olive-oil', 30],
			['almonds', 30, 'toasted', 'محمّص'],
		],
		steps: [
			['Soften the onion in the oil for 8 minutes, until golden.', 'ذبّل البصل في الزيت 8 دقائق حتى يصفرّ.'],
			[
				'Add the spices (cardamom, cinnamon, black lime, cumin) and the tomato, and stir for 3 minutes.',
				'أضف البهارات (هيل وقرفة ولومي وكمون) ثم الطماطم، وحرّك 3 دقائق.',
			],
			[
				'Add the chicken and hot water to cover, then simmer for 25 minutes and lift the chicken out.',
				'أضف الدجاج وماءً ساخنًا يغمره، واتركه على نار هادئة 25 دقيقة، ثم ارفع الدجاج.',
			],
			[
				'Stir the washed rice and the carrot into the broth, cover, and cook on low heat for 18 minutes.',
				'أضف الأرز المغسول والجزر إلى المرق، وغطّ القدر، واطبخه على نار خفيفة 18 دقيقة.',
			],
			[
				'Brown the chicken in a hot oven meanwhile, then serve it on the rice with the almonds.',
				'حمّر الدجاج في الفرن أثناء ذلك، ثم قدّمه فوق الأرز مع اللوز.',
			],
		],
	}),
	recipe({
		slug: 'koshari',
		title: ['Koshari', 'كشري'],
		summary: [
			'The great Egyptian street bowl: rice, lentils, pasta and chickpeas with tomato sauce and dark onions.',
			'طبق الشارع المصري الأشهر: أرز وعدس ومعكرونة وحمص مع صلصة الطماطم والبصل المحمّر.',
		],
		cuisine: 'egyptian',
		servings: 4,
		minutes: [20, 45],
		occasions: ['lunch', 'dinner', 'budget'],
		ingredients: [
			['rice-white-cooked', 500, 'cooked weight', 'الوزن بعد الطبخ'],
			['lentils-boiled', 350, 'brown lentils, boiled and drained', 'عدس بجبّة، مسلوق ومصفّى'],
			['pasta-cooked', 300, 'short pasta, boiled and drained', 'معكرونة قصيرة، مسلوقة ومصفّاة'],
			['chickpeas-boiled', 200],
			['tomato', 500, 'grated', 'مبشورة'],
			['onion-raw', 250, 'in thin rings', 'حلقات رفيعة'],
			['olive-oil', 45],
		],
		steps: [
			[
				'Brown the onion rings in the oil over medium heat for 15 minutes; lift them out and keep the oil.',
				'حمّر حلقات البصل في الزيت على نار متوسطة 15 دقيقة، ثم ارفعها واحتفظ بالزيت.',
			],
			[
				'Cook the tomato with garlic, cumin and a little of that oil for 20 minutes, until thick.',
				'اطبخ الطماطم مع الثوم والكمون وقليل من ذلك الزيت 20 دقيقة حتى تتكاثف.',
			],
			[
				'Mix the rice with the lentils and the rest of the oil, and warm them through.',
				'اخلط الأرز بالعدس وما بقي من الزيت، وسخّنهما معًا.',
			],
			[
				'Layer rice and lentils, pasta, sauce, chickpeas and onions in each bowl.',
				'رتّب في كل طبق الأرز بالعدس فالمعكرونة فالصلصة فالحمص فالبصل.',
			],
			['Serve with vinegar, garlic and chilli on the side.', 'قدّمه مع الدقّة (خل وثوم) والشطة على حدة.'],
		],
	}),
	recipe({
		slug: 'foul-medames',
		title: ['Foul medames', 'فول مدمس'],
		summary: [
			'Warm fava beans with tahini, tomato and olive oil: a breakfast that keeps you full for hours.',
			'فول دافئ بالطحينة والطماطم وزيت الزيتون: فطور يشبعك ساعات.',
		],
		cuisine: 'egyptian',
		servings: 2,
		minutes: [10, 10],
		occasions: ['breakfast', 'suhoor', 'budget'],
		ingredients: [
			['fava-beans-boiled', 400],
			['tomato', 150, 'diced', 'مكعبات'],
			['bread-pita-wholewheat', 120, 'warmed', 'دافئ'],
			['onion-raw', 40, 'finely chopped', 'مفروم ناعمًا'],
			['tahini', 20],
			['olive-oil', 20],
			['parsley', 15, 'chopped', 'مفروم'],
		],
		steps: [
			[
				'Warm the beans with a splash of water for 8 minutes and mash about half of them with a fork.',
				'سخّن الفول مع قليل من الماء 8 دقائق، واهرس نحو نصفه بالشوكة.',
			],
			[
				'Stir in the tahini, cumin, salt and lemon juice to taste.',
				'أضف الطحينة والكمون والملح وعصير الليمون بحسب الذوق.',
			],
			['Top with tomato, onion, parsley and the olive oil.', 'زيّنه بالطماطم والبصل والبقدونس وزيت الزيتون.'],
			['Serve with the warm bread.', 'قدّمه مع الخبز الدافئ.'],
		],
	}),
	recipe({
		slug: 'shakshuka',
		title: ['Shakshuka with feta', 'شكشوكة بجبنة الفيتا'],
		summary: [
			'Eggs set softly in a thick sauce of tomato and red pepper, with a little crumbled feta.',
			'بيض ينضج على مهل في صلصة كثيفة من الطماطم والفلفل الأحمر، مع قليل من الفيتا المفتّتة.',
		],
		cuisine: 'maghrebi',
		servings: 2,
		minutes: [10, 25],
		occasions: ['breakfast', 'dinner', 'suhoor'],
		ingredients: [
			['tomato', 500, 'chopped', 'مقطّعة'],
			[
				'egg-hard-boiled',
				200,
				'4 large eggs, cracked raw into the sauce; the values are those of cooked egg',
				'4 بيضات كبيرة تُكسر نيئة في الصلصة؛ القيم للبيض المطبوخ',
			],
			['red-pepper-raw', 150, 'sliced', 'شرائح'],
			['onion-raw', 100, 'chopped', 'مفروم'],
			['cheese-feta', 40, 'crumbled', 'مفتّتة'],
			['olive-oil', 20],
			['parsley', 10, 'chopped', 'مفروم'],
		],
		steps: [
			['Soften the onion and pepper in the oil for 8 minutes.', 'ذبّل البصل والفلفل في الزيت 8 دقائق.'],
			[
				'Add the tomato, cumin and paprika and cook for 10 minutes, until the sauce thickens.',
				'أضف الطماطم والكمون والبابريكا، واطبخ 10 دقائق حتى تتكاثف الصلصة.',
			],
			[
				'Make 4 hollows, crack an egg into each, cover and cook for 6 minutes.',
				'اصنع 4 حفر، واكسر بيضة في كل منها، وغطّ المقلاة واطبخ 6 دقائق.',
			],
			['Scatter the feta and parsley over it and serve at once.', 'انثر الفيتا والبقدونس وقدّمها فورًا.'],
		],
	}),
	recipe({
		slug: 'tabbouleh',
		title: ['Tabbouleh', 'تبولة'],
		summary: [
			'A bright parsley salad with just enough bulgur, sharpened with lemon and good olive oil.',
			'سلطة بقدونس زاهية بقليل من البرغل، منعشة بالليمون وزيت الزيتون الطيب.',
		],
		cuisine: 'levantine',
		servings: 4,
		minutes: [25, 0],
		occasions: ['lunch', 'dinner', 'iftar'],
		ingredients: [
			['tomato', 300, 'in small dice', 'مكعبات صغيرة'],
			['parsley', 200, 'leaves, finely chopped', 'أوراق مفرومة ناعمًا'],
			['bulgur-cooked', 120, 'fine bulgur, soaked and drained', 'برغل ناعم، منقوع ومصفّى'],
			['onion-raw', 60, 'finely chopped', 'مفروم ناعمًا'],
			['olive-oil', 50],
		],
		steps: [
			['Wash the parsley, dry it very well and chop it by hand.', 'اغسل البقدونس وجفّفه جيدًا ثم افرمه باليد.'],
			[
				'Mix the tomato and onion with the bulgur and leave for 10 minutes.',
				'اخلط الطماطم والبصل بالبرغل واتركها 10 دقائق.',
			],
			[
				'Add the parsley, some mint if you have it, lemon juice, salt and the oil, and toss lightly.',
				'أضف البقدونس ونعناعًا إن توفّر وعصير الليمون والملح والزيت، وقلّب برفق.',
			],
		],
	}),
	recipe({
		slug: 'fattoush',
		title: ['Fattoush', 'فتوش'],
		summary: [
			'Crisp vegetables, toasted pita and pomegranate seeds, dressed with sumac and olive oil.',
			'خضار مقرمشة وخبز محمّص وحبّ رمان، متبّلة بالسماق وزيت الزيتون.',
		],
		cuisine: 'levantine',
		servings: 4,
		minutes: [20, 8],
		occasions: ['lunch', 'dinner', 'iftar'],
		ingredients: [
			['lettuce-romaine', 250, 'torn', 'مقطّع'],
			['tomato', 250, 'in chunks', 'قطع كبيرة'],
			['cucumber', 250, 'in chunks', 'قطع كبيرة'],
			['red-pepper-raw', 100, 'diced', 'مكعبات'],
			['bread-pita-white', 100, 'cut in squares', 'مقطّع مربعات'],
			['pomegranate', 80, 'seeds', 'حب'],
			['olive-oil', 45],
			['onion-raw', 40, 'sliced', 'شرائح'],
			['parsley', 30],
		],
		steps: [
			[
				'Toss the bread with a spoon of the oil and bake it at 200 °C for 8 minutes, until crisp.',
				'قلّب الخبز مع ملعقة من الزيت، وحمّصه في الفرن على 200 درجة مئوية 8 دقائق حتى يقرمش.',
			],
			[
				'Whisk the rest of the oil with lemon juice, sumac, salt and a little garlic.',
				'اخفق ما بقي من الزيت مع عصير الليمون والسماق والملح وقليل من الثوم.',
			],
			['Toss the vegetables and parsley with the dressing.', 'قلّب الخضار والبقدونس مع التتبيلة.'],
			['Add the bread and the pomegranate just before you serve.', 'أضف الخبز والرمان قبل التقديم مباشرة.'],
		],
	}),
	recipe({
		slug: 'shorbat-adas',
		title: ['Lentil soup', 'شوربة عدس'],
		summary: [
			'A smooth, golden soup with cumin and lemon; gentle after a day of fasting.',
			'شوربة ناعمة ذهبية بالكمون والليمون، لطيفة على المعدة بعد يوم من الصيام.',
		],
		cuisine: 'levantine',
		servings: 4,
		minutes: [10, 30],
		occasions: ['iftar', 'dinner', 'budget'],
		ingredients: [
			['lentils-boiled', 700, 'red lentils; weight after boiling', 'عدس أحمر؛ الوزن بعد السلق'],
			['carrot', 150, 'sliced', 'شرائح'],
			[
				'potato-boiled',
				150,
				'diced; the values are those of boiled potato',
				'مكعبات؛ القيم للبطاطس المسلوقة',
			],
			['onion-raw', 120, 'chopped', 'مفروم'],
			['olive-oil', 25],
		],
		steps: [
			[
				'Soften the onion in the oil for 5 minutes and stir in the cumin.',
				'ذبّل البصل في الزيت 5 دقائق ثم أضف الكمون.',
			],
			[
				'Add the rinsed lentils, carrot, potato and 1200 ml of water, and simmer for 25 minutes.',
				'أضف العدس المغسول والجزر والبطاطس و1200 مل من الماء، واتركها على نار هادئة 25 دقيقة.',
			],
			['Blend until smooth and salt to taste.', 'اخلطها بالخلاط حتى تنعم، وملّحها بحسب الذوق.'],
			['Serve hot with lemon.', 'قدّمها ساخنة مع الليمون.'],
		],
	}),
	recipe({
		slug: 'mujaddara',
		title: ['Mujaddara', 'مجدّرة'],
		summary: [
			'Lentils and rice under a heap of sweet brown onions: plain ingredients, deep flavour.',
			'عدس وأرز تحت كومة من البصل المكرمل: مكوّنات بسيطة ونكهة عميقة.',
		],
		cuisine: 'levantine',
		servings: 4,
		minutes: [10, 45],
		occasions: ['lunch', 'dinner', 'budget'],
		ingredients: [
			[
				'lentils-boiled',
				500,
				'brown or green lentils; weight after boiling',
				'عدس بني أو أخضر؛ الوزن بعد السلق',
			],
			['rice-white-cooked', 400, 'cooked weight', 'الوزن بعد الطبخ'],
			['onion-raw', 300, 'thinly sliced', 'شرائح رفيعة'],
			['olive-oil', 40],
		],
		steps: [
			[
				'Cook the onion in the oil on medium heat for 25 minutes, stirring often, until deep brown.',
				'اطبخ البصل في الزيت على نار متوسطة 25 دقيقة مع التحريك حتى يغمق لونه.',
			],
			[
				'Boil the lentils until almost tender, about 15 minutes, and drain them.',
				'اسلق العدس حتى يقارب النضج، نحو 15 دقيقة، ثم صفّه.',
			],
			[
				'Add the rice, half of the onion, cumin, salt and hot water to cover, and cook covered for 18 minutes.',
				'أضف الأرز ونصف البصل والكمون والملح وماءً ساخنًا يغمرها، وغطّ القدر واطبخ 18 دقيقة.',
			],
			[
				'Spread the rest of the onion on top and serve with a salad.',
				'وزّع بقية البصل على الوجه وقدّمها مع السلطة.',
			],
		],
	}),
	recipe({
		slug: 'chicken-maqluba',
		title: ['Chicken maqluba', 'مقلوبة دجاج'],
		summary: [
			'The upside-down pot of Palestine: rice, chicken, eggplant and cauliflower, baked rather than fried.',
			'القدر الفلسطينية المقلوبة: أرز ودجاج وباذنجان وقرنبيط، مشوية في الفرن بدل القلي.',
		],
		cuisine: 'levantine',
		servings: 5,
		minutes: [30, 60],
		occasions: ['lunch', 'dinner', 'iftar'],
		ingredients: [
			['rice-white-cooked', 900, 'cooked weight', 'الوزن بعد الطبخ'],
			[
				'chicken-thigh-roasted',
				500,
				'halal, without skin and bones; weighed after cooking',
				'حلال، بلا جلد ولا عظم؛ يوزن بعد الطبخ',
			],
			[
				'eggplant-boiled',
				400,
				'baked without oil; the values are those of plain cooked eggplant',
				'يُخبز بلا زيت؛ القيم للباذنجان المطبوخ السادة',
			],
			['cauliflower-raw', 300, 'in florets', 'زهرات'],
			['tomato', 150, 'in slices', 'شرائح'],
			['olive-oil', 40],
			['almonds', 30, 'toasted', 'محمّص'],
		],
		steps: [
			[
				'Brush the eggplant and cauliflower with half of the oil and bake at 220 °C for 25 minutes.',
				'ادهن الباذنجان والقرنبيط بنصف الزيت واخبزهما على 220 درجة مئوية 25 دقيقة.',
			],
			[
				'Simmer the chicken with bay leaf, allspice and cinnamon for 25 minutes and keep the broth.',
				'اسلق الدجاج مع الغار والبهار الحلو والقرفة على نار هادئة 25 دقيقة، واحتفظ بالمرق.',
			],
			[
				'Line a pot with the rest of the oil and the tomato, then layer chicken, vegetables and soaked rice.',
				'ادهن القدر ببقية الزيت ورصّ فيه شرائح الطماطم، ثم طبقات الدجاج والخضار والأرز المنقوع.',
			],
			[
				'Pour in broth to cover and cook on low heat for 30 minutes.',
				'اسكب المرق حتى يغمرها، واطبخها على نار خفيفة 30 دقيقة.',
			],
			[
				'Rest the pot for 10 minutes, turn it over on a tray and scatter the almonds.',
				'أرح القدر 10 دقائق، ثم اقلبه على صينية وانثر اللوز.',
			],
		],
	}),
	recipe({
		slug: 'harira',
		title: ['Harira', 'حريرة'],
		summary: [
			'The soup of Moroccan evenings, with lentils, chickpeas, tomato and plenty of herbs. No meat needed.',
			'شوربة المساءات المغربية بالعدس والحمص والطماطم والكثير من الأعشاب، من دون لحم.',
		],
		cuisine: 'maghrebi',
		servings: 5,
		minutes: [20, 45],
		occasions: ['iftar', 'dinner', 'budget'],
		ingredients: [
			['tomato', 500, 'grated', 'مبشورة'],
			['lentils-boiled', 300],
			['chickpeas-boiled', 300],
			['onion-raw', 120, 'finely chopped', 'مفروم ناعمًا'],
			['pasta-cooked', 120, 'vermicelli; weight after cooking', 'شعيرية؛ الوزن بعد الطبخ'],
			['parsley', 40, 'chopped, with coriander if you like', 'مفروم، ومعه كزبرة إن أحببت'],
			['olive-oil', 25],
		],
		steps: [
			[
				'Soften the onion in the oil with ginger, turmeric and cinnamon for 6 minutes.',
				'ذبّل البصل في الزيت مع الزنجبيل والكركم والقرفة 6 دقائق.',
			],
			[
				'Add the tomato, half of the parsley and 1500 ml of water and simmer for 20 minutes.',
				'أضف الطماطم ونصف البقدونس و1500 مل من الماء، واتركها على نار هادئة 20 دقيقة.',
			],
			[
				'Add the lentils and chickpeas and cook for another 10 minutes.',
				'أضف العدس والحمص واطبخ 10 دقائق أخرى.',
			],
			[
				'Stir in the vermicelli and cook for 6 minutes, until the soup is velvety.',
				'أضف الشعيرية واطبخ 6 دقائق حتى يصير القوام مخمليًا.',
			],
			['Finish with the rest of the parsley and lemon.', 'أنهِها ببقية البقدونس والليمون.'],
		],
	}),
	recipe({
		slug: 'balila',
		title: ['Balila', 'بليلة'],
		summary: [
			'Warm chickpeas with cumin, lemon and olive oil; a bowl of comfort from a handful of things.',
			'حمص دافئ بالكمون والليمون وزيت الزيتون، طبق يبعث الدفء بأبسط المكوّنات.',
		],
		cuisine: 'levantine',
		servings: 2,
		minutes: [5, 10],
		occasions: ['breakfast', 'suhoor', 'snack', 'budget'],
		ingredients: [
			['chickpeas-boiled', 400],
			['tomato', 80, 'in small dice', 'مكعبات صغيرة'],
			['olive-oil', 15],
			['parsley', 10, 'chopped', 'مفروم'],
		],
		steps: [
			[
				'Warm the chickpeas in a little of their cooking water for 8 minutes.',
				'سخّن الحمص في قليل من ماء سلقه 8 دقائق.',
			],
			[
				'Crush a few of them and stir in cumin, garlic, salt and lemon juice.',
				'اهرس بعض الحبّات، وأضف الكمون والثوم والملح وعصير الليمون.',
			],
			['Top with the tomato, parsley and olive oil.', 'زيّنها بالطماطم والبقدونس وزيت الزيتون.'],
		],
	}),
	recipe({
		slug: 'hummus-bowl',
		title: ['Hummus bowl', 'طبق الحمص بالخضار'],
		summary: [
			'A generous plate of hummus with whole chickpeas, raw vegetables, olives and brown bread.',
			'طبق سخي من الحمص بالطحينة مع حبّ الحمص والخضار الطازجة والزيتون والخبز الأسمر.',
		],
		cuisine: 'levantine',
		servings: 2,
		minutes: [15, 0],
		occasions: ['lunch', 'dinner'],
		ingredients: [
			['hummus-home', 200],
			['chickpeas-boiled', 150],
			['cucumber', 150, 'in sticks', 'أصابع'],
			['tomato', 150, 'in wedges', 'أرباع'],
			['carrot', 100, 'in sticks', 'أصابع'],
			['bread-pita-wholewheat', 100],
			['olives-green', 40],
		],
		steps: [
			['Spread the hummus in two shallow bowls.', 'افرد الحمص في طبقين مسطّحين.'],
			[
				'Pile the chickpeas in the middle with a pinch of cumin and paprika.',
				'ضع حبّ الحمص في الوسط مع رشة كمون وبابريكا.',
			],
			[
				'Arrange the vegetables and olives around and serve with the bread.',
				'رتّب الخضار والزيتون حوله وقدّمه مع الخبز.',
			],
		],
	}),
	recipe({
		slug: 'molokhia-chicken',
		title: ['Molokhia with chicken', 'ملوخية بالدجاج'],
		summary: [
			'Green molokhia with a sizzling garlic and coriander finish, chicken breast and a little rice.',
			'ملوخية خضراء بتقلية الثوم والكزبرة، مع صدور الدجاج وقليل من الأرز.',
		],
		cuisine: 'egyptian',
		servings: 4,
		minutes: [15, 40],
		occasions: ['lunch', 'dinner', 'iftar'],
		ingredients: [
			['molokhia-boiled', 600, 'minced leaves; weight after cooking', 'أوراق مخروطة؛ الوزن بعد الطبخ'],
			['rice-white-cooked', 500, 'cooked weight', 'الوزن بعد الطبخ'],
			['chicken-breast-roasted', 480, 'halal; weighed after cooking', 'حلال؛ يوزن بعد الطبخ'],
			['onion-raw', 80, 'whole, for the broth', 'حبة كاملة للمرق'],
			['ghee', 20],
		],
		steps: [
			[
				'Simmer the chicken with the onion, cardamom and bay leaf for 25 minutes; strain the broth.',
				'اسلق الدجاج مع البصل والهيل والغار على نار هادئة 25 دقيقة، ثم صفِّ المرق.',
			],
			[
				'Bring 800 ml of the broth to a simmer, stir in the molokhia and cook for 5 minutes without boiling hard.',
				'سخّن 800 مل من المرق، وأضف الملوخية وحرّكها 5 دقائق من دون غليان شديد.',
			],
			[
				'Fry crushed garlic and ground coriander in the ghee until golden and pour it in.',
				'اقلِ الثوم المهروس والكزبرة المطحونة في السمن حتى يصفرّ الثوم، واسكب التقلية عليها.',
			],
			['Serve with the chicken and the rice.', 'قدّمها مع الدجاج والأرز.'],
		],
	}),
	recipe({
		slug: 'bamia-lamb',
		title: ['Okra stew with lamb', 'بامية بلحم الغنم'],
		summary: [
			'Okra in a tangy tomato sauce with small lamb meatballs, spooned over rice.',
			'بامية في صلصة طماطم حامضة مع كرات صغيرة من لحم الغنم، تُسكب على الأرز.',
		],
		cuisine: 'iraqi',
		servings: 4,
		minutes: [20, 45],
		occasions: ['lunch', 'dinner', 'iftar'],
		ingredients: [
			['okra-boiled', 600],
			['rice-white-cooked', 500, 'cooked weight', 'الوزن بعد الطبخ'],
			['tomato', 400, 'grated', 'مبشورة'],
			['lamb-ground-broiled', 300, 'halal; weighed after cooking', 'حلال؛ يوزن بعد الطبخ'],
			['onion-raw', 120, 'finely chopped', 'مفروم ناعمًا'],
		],
		steps: [
			[
				'Season the lamb, roll it into 20 small balls and brown them in a dry pan for 8 minutes.',
				'تبّل اللحم وشكّله 20 كرة صغيرة، وحمّرها في مقلاة بلا زيت 8 دقائق.',
			],
			['Cook the onion in the fat of the lamb for 5 minutes.', 'اطبخ البصل في دهن اللحم 5 دقائق.'],
			[
				'Add the tomato, garlic, dried lime and a cup of water and simmer for 15 minutes.',
				'أضف الطماطم والثوم واللومي وكوبًا من الماء، واتركها على نار هادئة 15 دقيقة.',
			],
			[
				'Add the meatballs and the okra and cook gently for 12 minutes.',
				'أضف الكرات والبامية واطبخها برفق 12 دقيقة.',
			],
			['Serve over the rice.', 'قدّمها فوق الأرز.'],
		],
	}),
	recipe({
		slug: 'sayadieh',
		title: ['Sayadieh with cod', 'صيادية بسمك القد'],
		summary: [
			'The fisherman’s rice of the Levantine coast: brown onions, cumin and flaky white fish.',
			'أرز الصيادين على الساحل الشامي: بصل محمّر وكمون وسمك أبيض طري.',
		],
		cuisine: 'levantine',
		servings: 4,
		minutes: [15, 50],
		occasions: ['lunch', 'dinner'],
		ingredients: [
			['rice-brown-cooked', 600, 'cooked weight', 'الوزن بعد الطبخ'],
			['cod-cooked', 500, 'baked; weight after cooking', 'مشوي في الفرن؛ الوزن بعد الطبخ'],
			['onion-raw', 300, 'sliced', 'شرائح'],
			['olive-oil', 35],
			['almonds', 25, 'toasted', 'محمّص'],
			['parsley', 15, 'chopped', 'مفروم'],
		],
		steps: [
			[
				'Cook the onion in the oil for 20 minutes, until dark brown; set a third aside.',
				'حمّر البصل في الزيت 20 دقيقة حتى يغمق، واترك ثلثه جانبًا.',
			],
			[
				'Add cumin, salt and 900 ml of water, simmer for 5 minutes, then cook the rice in it.',
				'أضف الكمون والملح و900 مل من الماء، واتركها تغلي 5 دقائق، ثم اطبخ الأرز فيها.',
			],
			[
				'Season the fish and bake it at 200 °C for 14 minutes.',
				'تبّل السمك واخبزه على 200 درجة مئوية 14 دقيقة.',
			],
			[
				'Serve the fish on the rice with the onion, almonds and parsley.',
				'قدّم السمك على الأرز مع البصل واللوز والبقدونس.',
			],
		],
	}),
	recipe({
		slug: 'shish-tawook-plate',
		title: ['Shish tawook plate', 'طبق شيش طاووق'],
		summary: [
			'Chicken breast in a yogurt and garlic marinade, grilled, with salad and bread.',
			'صدور دجاج متبّلة باللبن الزبادي والثوم، مشوية مع السلطة والخبز.',
		],
		cuisine: 'levantine',
		servings: 3,
		minutes: [20, 15],
		occasions: ['lunch', 'dinner', 'iftar'],
		ingredients: [
			['chicken-breast-roasted', 420, 'halal; weighed after grilling', 'حلال؛ يوزن بعد الشواء'],
			['tomato', 200],
			['cucumber', 200],
			['bread-pita-white', 180],
			['lettuce-romaine', 100],
			['yogurt-plain-whole', 90, 'for the marinade', 'للتتبيلة'],
		],
		steps: [
			[
				'Mix the yogurt with garlic, lemon, paprika and salt, turn the cubed chicken in it and chill for at least two hours.',
				'اخلط الزبادي بالثوم والليمون والبابريكا والملح، وقلّب فيه مكعبات الدجاج، واتركه في الثلاجة ساعتين على الأقل.',
			],
			[
				'Thread on skewers and grill for 12 minutes, turning often.',
				'اشكّه في الأسياخ واشوِه 12 دقيقة مع التقليب.',
			],
			['Serve with the salad vegetables and the warmed bread.', 'قدّمه مع خضار السلطة والخبز الدافئ.'],
		],
	}),
	recipe({
		slug: 'yogurt-pomegranate-bowl',
		title: ['Yogurt and pomegranate bowl', 'زبادي بالرمان والجوز'],
		summary: [
			'Thick yogurt, ruby seeds and walnuts with a thread of honey: protein in 5 minutes.',
			'زبادي كثيف وحبّ رمان ياقوتي وجوز مع خيط من العسل: بروتين في 5 دقائق.',
		],
		cuisine: 'international',
		servings: 1,
		minutes: [5, 0],
		occasions: ['breakfast', 'snack', 'suhoor'],
		ingredients: [
			['yogurt-greek-nonfat', 200],
			['pomegranate', 80, 'seeds', 'حب'],
			['walnuts', 15, 'broken', 'مكسّر'],
			['honey', 10],
		],
		steps: [
			['Spoon the yogurt into a bowl.', 'ضع الزبادي في وعاء.'],
			[
				'Scatter the pomegranate and walnuts over it and finish with the honey.',
				'انثر الرمان والجوز فوقه، ثم أضف العسل.',
			],
		],
	}),
	recipe({
		slug: 'oats-dates-porridge',
		title: ['Oat porridge with dates', 'شوفان بالحليب والتمر'],
		summary: [
			'Creamy oats with banana and a date instead of sugar; slow to digest and kind to a long morning.',
			'شوفان كريمي بالموز وحبة تمر بدل السكر، بطيء الهضم يعينك على صباح طويل.',
		],
		cuisine: 'international',
		servings: 1,
		minutes: [5, 8],
		occasions: ['suhoor', 'breakfast', 'budget'],
		ingredients: [
			['milk-2-percent', 250],
			['banana', 80, 'sliced', 'شرائح'],
			['oats-rolled-dry', 50],
			['dates-medjool', 24, 'one large date, chopped', 'حبة كبيرة مقطّعة'],
			['flaxseed', 8, 'ground', 'مطحونة'],
		],
		steps: [
			[
				'Simmer the oats in the milk for 6 minutes, stirring.',
				'اطبخ الشوفان في الحليب على نار هادئة 6 دقائق مع التحريك.',
			],
			['Stir in the date, flaxseed and a pinch of cinnamon.', 'أضف التمر وبذور الكتان ورشة قرفة.'],
			['Top with the banana.', 'زيّنه بالموز.'],
		],
	}),
	recipe({
		slug: 'tuna-chickpea-salad',
		title: ['Tuna and chickpea salad', 'سلطة التونة بالحمص'],
		summary: [
			'A filling salad from the cupboard, ready in the time it takes to chop a cucumber.',
			'سلطة مشبعة من خزانة المطبخ، تجهز في وقت تقطيع خيارة.',
		],
		cuisine: 'mediterranean',
		servings: 2,
		minutes: [12, 0],
		occasions: ['lunch', 'dinner', 'budget'],
		ingredients: [
			['tuna-light-canned-water', 200, 'drained', 'مصفّاة'],
			['chickpeas-boiled', 200],
			['cucumber', 150, 'diced', 'مكعبات'],
			['tomato', 150, 'diced', 'مكعبات'],
			['onion-raw', 30, 'finely chopped', 'مفروم ناعمًا'],
			['olive-oil', 20],
			['parsley', 15, 'chopped', 'مفروم'],
		],
		steps: [
			[
				'Mix the chickpeas with the chopped vegetables and the parsley.',
				'اخلط الحمص بالخضار المقطّعة والبقدونس.',
			],
			['Dress with the oil, lemon juice, cumin and pepper.', 'تبّلها بالزيت وعصير الليمون والكمون والفلفل.'],
			['Flake the tuna over it and serve.', 'فتّت التونة فوقها وقدّمها.'],
		],
	}),
	recipe({
		slug: 'salmon-quinoa-broccoli',
		title: ['Salmon with quinoa and broccoli', 'سلمون مع الكينوا والبروكلي'],
		summary: [
			'A balanced plate in half an hour: baked salmon, green broccoli and nutty quinoa.',
			'طبق متوازن في نصف ساعة: سلمون في الفرن وبروكلي أخضر وكينوا.',
		],
		cuisine: 'international',
		servings: 2,
		minutes: [10, 20],
		occasions: ['lunch', 'dinner'],
		ingredients: [
			['broccoli-boiled', 300],
			['salmon-farmed-cooked', 260, 'weight after baking', 'الوزن بعد الخَبز'],
			['quinoa-cooked', 250, 'cooked weight', 'الوزن بعد الطبخ'],
			['olive-oil', 10],
		],
		steps: [
			[
				'Bake the seasoned salmon at 200 °C for 14 minutes.',
				'اخبز السلمون المتبّل على 200 درجة مئوية 14 دقيقة.',
			],
			[
				'Cook the quinoa, and boil the broccoli for 4 minutes so that it stays green.',
				'اطبخ الكينوا، واسلق البروكلي 4 دقائق ليبقى أخضر.',
			],
			[
				'Dress the quinoa with the oil and lemon and serve everything together.',
				'تبّل الكينوا بالزيت والليمون، وقدّم كل شيء معًا.',
			],
		],
	}),
	recipe({
		slug: 'cauliflower-rice-chicken',
		title: ['Chicken with cauliflower rice', 'دجاج مع أرز القرنبيط'],
		summary: [
			'Grated cauliflower takes the place of rice under spiced chicken; few carbohydrates, plenty of flavour.',
			'قرنبيط مبشور بدل الأرز تحت دجاج متبّل: كربوهيدرات قليلة ونكهة وافرة.',
		],
		cuisine: 'international',
		servings: 2,
		minutes: [15, 15],
		occasions: ['lunch', 'dinner'],
		ingredients: [
			['cauliflower-raw', 400, 'grated', 'مبشور'],
			[
				'chicken-thigh-roasted',
				320,
				'halal, without skin; weighed after cooking',
				'حلال، بلا جلد؛ يوزن بعد الطبخ',
			],
			['onion-raw', 40, 'finely chopped', 'مفروم ناعمًا'],
			['olive-oil', 25],
			['almonds', 15, 'toasted', 'محمّص'],
			['parsley', 10, 'chopped', 'مفروم'],
		],
		steps: [
			[
				'Season the chicken with turmeric and pepper and pan-roast it until cooked through.',
				'تبّل الدجاج بالكركم والفلفل وحمّره في المقلاة حتى ينضج تمامًا.',
			],
			['Soften the onion in the oil for 3 minutes.', 'ذبّل البصل في الزيت 3 دقائق.'],
			[
				'Add the cauliflower and cook on high heat for 6 minutes, so that it stays dry.',
				'أضف القرنبيط واطبخه على نار عالية 6 دقائق ليبقى مفلفلًا.',
			],
			['Serve with the chicken, almonds and parsley on top.', 'قدّمه وفوقه الدجاج واللوز والبقدونس.'],
		],
	}),
	recipe({
		slug: 'egg-avocado-salad',
		title: ['Egg and avocado salad', 'سلطة البيض بالأفوكادو'],
		summary: [
			'Boiled eggs, ripe avocado and olives: a cool plate for a hot day.',
			'بيض مسلوق وأفوكادو ناضج وزيتون: طبق بارد ليوم حار.',
		],
		cuisine: 'international',
		servings: 1,
		minutes: [10, 10],
		occasions: ['breakfast', 'lunch'],
		ingredients: [
			['egg-hard-boiled', 150, '3 large eggs', '3 بيضات كبيرة'],
			['avocado', 100, 'sliced', 'شرائح'],
			['cucumber', 100, 'sliced', 'شرائح'],
			['olives-green', 30],
			['olive-oil', 5],
		],
		steps: [
			[
				'Boil the eggs for 9 minutes, cool them in cold water and peel them.',
				'اسلق البيض 9 دقائق، ثم برّده في ماء بارد وقشّره.',
			],
			[
				'Arrange the avocado, cucumber, olives and quartered eggs on a plate.',
				'رتّب الأفوكادو والخيار والزيتون وأرباع البيض في طبق.',
			],
			['Dress with the oil, lemon juice and pepper.', 'تبّلها بالزيت وعصير الليمون والفلفل.'],
		],
	}),
	recipe({
		slug: 'date-oat-bites',
		title: ['Date and oat bites', 'كرات التمر والشوفان'],
		summary: [
			'16 small energy bites without added sugar, for the bag, the desk or after training.',
			'16 كرة صغيرة من الطاقة بلا سكر مضاف، للحقيبة أو المكتب أو بعد التمرين.',
		],
		cuisine: 'gulf',
		servings: 8,
		minutes: [20, 0],
		occasions: ['snack', 'suhoor'],
		ingredients: [
			['dates-deglet-noor', 200, 'pitted', 'منزوع النوى'],
			['oats-rolled-dry', 120],
			['peanut-butter-smooth', 60],
			['flaxseed', 20, 'ground', 'مطحونة'],
		],
		steps: [
			[
				'Blend the dates to a paste with two spoons of warm water.',
				'اهرس التمر في الخلاط مع ملعقتين من الماء الدافئ حتى يصير عجينة.',
			],
			[
				'Work in the oats, peanut butter, flaxseed and cardamom.',
				'اعجنه مع الشوفان وزبدة الفول السوداني وبذور الكتان والهيل.',
			],
			[
				'Roll into 16 balls and chill for 30 minutes; two make a serving.',
				'شكّله 16 كرة وبرّدها 30 دقيقة؛ كل كرتين حصة.',
			],
		],
	}),
	recipe({
		slug: 'tofu-vegetable-rice',
		title: ['Tofu and vegetables on brown rice', 'توفو بالخضار على الأرز البني'],
		summary: [
			'Crisp tofu, broccoli and red pepper with cashews on whole-grain rice; all from plants.',
			'توفو مقرمش وبروكلي وفلفل أحمر مع الكاجو على أرز كامل الحبة، وكله نباتي.',
		],
		cuisine: 'asian',
		servings: 2,
		minutes: [15, 15],
		occasions: ['lunch', 'dinner'],
		ingredients: [
			['rice-brown-cooked', 400, 'cooked weight', 'الوزن بعد الطبخ'],
			['tofu-regular', 300, 'pressed dry and cubed', 'مجفّف ومقطّع مكعبات'],
			['broccoli-boiled', 200, 'cooked for two minutes only', 'يُسلق دقيقتين فقط'],
			['red-pepper-raw', 150, 'sliced', 'شرائح'],
			['carrot', 100, 'in matchsticks', 'أعواد رفيعة'],
			['cashews-raw', 20],
			['olive-oil', 10],
		],
		steps: [
			[
				'Brown the tofu in the oil on all sides for 8 minutes and set it aside.',
				'حمّر التوفو في الزيت من كل الجهات 8 دقائق، ثم ارفعه.',
			],
			[
				'Stir-fry the pepper and carrot for 4 minutes with ginger and garlic.',
				'قلّب الفلفل والجزر على نار عالية 4 دقائق مع الزنجبيل والثوم.',
			],
			['Add the broccoli, tofu and cashews and heat through.', 'أضف البروكلي والتوفو والكاجو وسخّنها معًا.'],
			['Serve over the rice with a squeeze of lime.', 'قدّمها فوق الأرز مع عصرة ليمون أخضر.'],
		],
	}),
];
