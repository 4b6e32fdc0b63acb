import './styles/index.css';
import { addCopyButtons } from './copy.ts';
import { openMenuOnWideScreens, showCurrentPage } from './menu.ts';
import { connectSearch } from './search.ts';
import { connectTheme } from './theme.ts';

openMenuOnWideScreens();
showCurrentPage();
connectTheme();
connectSearch();
addCopyButtons();
