"""Reading of partners and offers from a workbook or a CSV file: container, table, cells, rows, each a file."""
