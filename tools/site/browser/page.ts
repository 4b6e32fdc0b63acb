import './styles/index.css';
import { addCopyButtons } from './copy.ts';
import { openMenuOnWideScreens } from './menu.ts';
import { connectSearch } from './search.ts';
import { connectTheme } from './theme.ts';

openMenuOnWideScreens();
connectTheme();
connectSearch();
addCopyButtons();
