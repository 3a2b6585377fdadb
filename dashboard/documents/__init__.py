"""What people take away: workbooks made from the same reads as the pages."""
