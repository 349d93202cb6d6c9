export {
  inEnglish,
  joined,
  say,
  sentence,
  wordsOf,
  type Catalogue,
  type Message,
  type MessageArgument,
} from './message.ts';
export { catalogueOf, LANGUAGES, languageOf, type Language } from './language.ts';
export { didYouMean, nearName, type NearName } from './near-name.ts';
